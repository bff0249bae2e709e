package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.RangeSet;

import java.util.HashMap;
import java.util.Map;

/// The pages that a container holds locked. With a domain these are all mapped pages; without one
/// only those that drivers of mediated devices have pinned.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_dma_do_map, vfio_pin_page_external,
/// vfio_iommu_unmap_unpin_reaccount`.
///
/// @param type1 the back end
record LockedPages(Type1 type1) {

    /// The state after a back end changed so that its pages are held otherwise.
    static VfioState moved(VfioState state, Type1 before, Type1 after) {
        VfioState next = state;
        for (var held : new LockedPages(before).byProcess().entrySet()) {
            next = next.withLocked(held.getKey(), -held.getValue());
        }
        for (var held : new LockedPages(after).byProcess().entrySet()) {
            next = next.withLocked(held.getKey(), held.getValue());
        }
        return next;
    }

    Map<String, Long> byProcess() {
        var pages = new HashMap<String, Long>();
        RangeSet<Iova> pinned = type1.emulated().pinned();
        for (Entry<Iova, DmaMapping> mapping : type1.mappings()) {
            long held = of(mapping.range(), pinned);
            pages.merge(mapping.value().process(), held, Long::sum);
        }
        return pages;
    }

    /// Pages locked in a range that is wholly mapped.
    long of(AddressRange<Iova> range, RangeSet<Iova> pinned) {
        if (!type1.domains().isEmpty()) {
            return range.size().unsignedCountOf(type1.pageSize());
        }
        return pinned.intersect(range).ranges().stream()
                .mapToLong(part -> part.size().unsignedCountOf(type1.pageSize()))
                .sum();
    }
}
