package iovatlas.kernel.doorbell;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The doorbell pages of a domain that the kernel's own DMA API uses: an IOVA from the normal
/// allocator, from the top of the first 4 GiB downwards, one for each page and domain, for ever.
///
/// The page is exact when the doorbell is the domain's first mapping; a driver that allocated
/// coherent memory before its vectors pushes it down by as many pages, which the model cannot know.
///
/// Source: `drivers/iommu/dma-iommu.c:iommu_dma_get_msi_page, iommu_dma_alloc_iova`.
///
/// @param granule the domain's smallest page size
/// @param space what the page table can translate; its first granule is never given out
/// @param lowFirst whether the first 4 GiB are searched before the rest
/// @param reserved what the allocator never gives out
/// @param identity windows that hardware decodes: doorbells in them keep their address
/// @param pages in the order of mapping
public record KernelDomainDoorbells(
        ByteSize granule,
        AddressRange<Iova> space,
        boolean lowFirst,
        RangeIndex<Iova, String> reserved,
        List<AddressRange<Iova>> identity,
        List<DoorbellPage> pages)
        implements DoorbellMapper<KernelDomainDoorbells> {

    private static final Iova LAST_32 = Iova.of(0xffff_ffffL);

    public KernelDomainDoorbells {
        identity = List.copyOf(identity);
        pages = List.copyOf(pages);
    }

    /// A domain with nothing in it.
    ///
    /// @param space what its page table can translate
    public static KernelDomainDoorbells of(ByteSize granule, AddressRange<Iova> space) {
        return new KernelDomainDoorbells(
                granule, space, true, RangeIndex.empty(), List.of(), List.of());
    }

    /// The same domain when `iommu.forcedac=1` does away with the search of the first 4 GiB.
    public KernelDomainDoorbells fromTheTop() {
        return new KernelDomainDoorbells(granule, space, false, reserved, identity, pages);
    }

    /// The same domain that never gives out `range`.
    public KernelDomainDoorbells reserving(AddressRange<Iova> range, String why) {
        return new KernelDomainDoorbells(
                granule, space, lowFirst, reserved.with(range, why), identity, pages);
    }

    /// The same domain with a window in which doorbells keep their address.
    public KernelDomainDoorbells withIdentity(AddressRange<Iova> window) {
        List<AddressRange<Iova>> more = new ArrayList<>(identity);
        more.add(window);
        return new KernelDomainDoorbells(granule, space, lowFirst, reserved, more, pages);
    }

    @Override
    public Transition<KernelDomainDoorbells, Iova> map(HostPhysical doorbell) {
        Iova same = Iova.of(doorbell.unsignedBits());
        if (identity.stream().anyMatch(window -> window.contains(same))) {
            return new Transition<>(this, Outcome.ok(same));
        }
        HostPhysical page = doorbell.alignDown(granule);
        for (DoorbellPage known : pages) {
            if (known.page().equals(page)) {
                return new Transition<>(this, Outcome.ok(known.of(doorbell)));
            }
        }
        return highestHole()
                .map(range -> mapped(new DoorbellPage(range, page), doorbell))
                .orElseGet(() ->
                        new Transition<>(
                                this,
                                Outcome.refuse(
                                        Errno.ENOMEM,
                                        DoorbellRules.DMA_FULL,
                                        new Evidence.OfAddress("doorbell", doorbell))));
    }

    private Transition<KernelDomainDoorbells, Iova> mapped(
            DoorbellPage page, HostPhysical doorbell) {
        List<DoorbellPage> more = new ArrayList<>(pages);
        more.add(page);
        return new Transition<>(
                new KernelDomainDoorbells(
                        granule,
                        space,
                        lowFirst,
                        reserved.with(page.iova(), "doorbell"),
                        identity,
                        more),
                Outcome.ok(page.of(doorbell)));
    }

    private Optional<AddressRange<Iova>> highestHole() {
        Iova second = Iova.of(granule.unsignedBytes());
        Optional<AddressRange<Iova>> usable =
                space.intersection(AddressRange.of(second, AddressRange.all(second).last()));
        return usable.flatMap(range -> range.intersection(AddressRange.of(second, LAST_32)))
                .filter(_ -> lowFirst)
                .flatMap(range -> reserved.lastHole(granule, granule, range))
                .or(() -> usable.flatMap(range -> reserved.lastHole(granule, granule, range)));
    }
}
