package iovatlas.kernel.doorbell;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The MSI cookie of one domain that VFIO type1 owns: doorbell pages one after the other from the
/// base of the software MSI window, a page that is known used again, nothing ever given back, and no
/// upper bound.
///
/// Source: `drivers/iommu/dma-iommu.c:iommu_dma_get_msi_page, iommu_dma_alloc_iova`.
///
/// @param base start of the software MSI window
/// @param granule the CPU's page size
/// @param pages in the order of mapping, which is the order of addresses
public record CookieWindow(Iova base, ByteSize granule, List<DoorbellPage> pages) {

    public CookieWindow {
        pages = List.copyOf(pages);
    }

    /// A cookie that has mapped nothing yet.
    public static CookieWindow at(Iova base, ByteSize granule) {
        return new CookieWindow(base, granule, List.of());
    }

    /// Finds or maps the page of a doorbell.
    ///
    /// @param occupied whether the page table already holds something of a range
    /// @return the register's IOVA; ENOMEM when the next page cannot be mapped, and then the cookie
    ///     stays as it was
    public Transition<CookieWindow, Iova> map(
            HostPhysical doorbell, Predicate<AddressRange<Iova>> occupied) {
        HostPhysical page = doorbell.alignDown(granule);
        for (DoorbellPage known : pages) {
            if (known.page().equals(page)) {
                return new Transition<>(this, Outcome.ok(known.of(doorbell)));
            }
        }
        Optional<AddressRange<Iova>> next = next();
        // The kernel takes IOVA 0 for "nothing allocated".
        boolean possible =
                next.filter(range -> range.first().unsignedBits() != 0)
                        .filter(occupied.negate())
                        .isPresent();
        if (!possible) {
            Evidence where = new Evidence.OfText("", next.map(AddressRange::hex).orElse("2^64"));
            return new Transition<>(
                    this, Outcome.refuse(Errno.ENOMEM, DoorbellRules.COOKIE_OCCUPIED, where));
        }
        DoorbellPage mapped = new DoorbellPage(next.orElseThrow(), page);
        List<DoorbellPage> more = new ArrayList<>(pages);
        more.add(mapped);
        return new Transition<>(
                new CookieWindow(base, granule, more), Outcome.ok(mapped.of(doorbell)));
    }

    /// The page that a register is on, when it is mapped.
    public Optional<DoorbellPage> pageOf(HostPhysical doorbell) {
        HostPhysical page = doorbell.alignDown(granule);
        return pages.stream().filter(p -> p.page().equals(page)).findFirst();
    }

    /// The granule that the next unknown doorbell gets, empty at the top of the space.
    public Optional<AddressRange<Iova>> next() {
        return (pages.isEmpty() ? Optional.of(base) : pages.getLast().iova().last().plusOrEmpty(1))
                .flatMap(first -> AddressRange.ofSizeOrEmpty(first, granule));
    }
}
