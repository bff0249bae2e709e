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

/// The doorbell table of one iommufd context: a doorbell has the same IOVA in every page table of the
/// context. Which page tables have it mapped is theirs to know.
///
/// Source: `drivers/iommu/iommufd/driver.c:iommufd_sw_msi_get_map, iommufd_sw_msi`.
///
/// @param granule the CPU's page size
/// @param entries in the order of first use; never removed while the context lives
public record ContextDoorbells(ByteSize granule, List<Entry> entries) {

    /// How many entries a context can have, over all window starts.
    public static final int LIMIT = 64;

    /// One doorbell page.
    ///
    /// @param start where the software MSI window of the group that asked begins
    /// @param page the physical page
    /// @param index which page of the window it is
    public record Entry(Iova start, HostPhysical page, int index) {}

    public ContextDoorbells {
        entries = List.copyOf(entries);
    }

    /// The table of a new context.
    public static ContextDoorbells of(ByteSize granule) {
        return new ContextDoorbells(granule, List.of());
    }

    /// Finds or makes the entry of a doorbell.
    ///
    /// @param start of the group's software MSI window
    /// @return the register's IOVA; EOVERFLOW for the 65th page
    public Transition<ContextDoorbells, Iova> map(Iova start, HostPhysical doorbell) {
        HostPhysical page = doorbell.alignDown(granule);
        int next = 0;
        for (Entry entry : entries) {
            if (entry.start().equals(start)) {
                if (entry.page().equals(page)) {
                    return new Transition<>(this, Outcome.ok(pageAt(entry).of(doorbell)));
                }
                next = Math.max(next, entry.index() + 1);
            }
        }
        if (entries.size() == LIMIT) {
            return new Transition<>(
                    this,
                    Outcome.refuse(
                            Errno.EOVERFLOW,
                            DoorbellRules.CONTEXT_FULL,
                            new Evidence.OfText("", Integer.toString(LIMIT))));
        }
        Entry entry = new Entry(start, page, next);
        List<Entry> more = new ArrayList<>(entries);
        more.add(entry);
        return new Transition<>(
                new ContextDoorbells(granule, more), Outcome.ok(pageAt(entry).of(doorbell)));
    }

    /// Where an entry is in every page table that has it.
    public DoorbellPage pageAt(Entry entry) {
        Iova first = entry.start().plusExact(granule.times(entry.index()).unsignedBytes());
        return new DoorbellPage(AddressRange.ofSize(first, granule), entry.page());
    }
}
