package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The mappings of a container, with the lookups of the kernel, oddities included.
///
/// Up to 6.12 the lookups compute `iova + size`, which is 0 for whatever reaches the last byte of
/// the 64-bit space: such a mapping is never found again, and a lookup that reaches so far finds
/// nothing.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_find_dma, vfio_find_dma_first_node`.
///
/// @param index all mappings by range
/// @param losesLastPage whether the sums wrap as they do up to 6.12
record DmaTable(RangeIndex<Iova, DmaMapping> index, boolean losesLastPage) {

    static DmaTable empty(boolean losesLastPage) {
        return new DmaTable(RangeIndex.empty(), losesLastPage);
    }

    boolean isEmpty() {
        return index.isEmpty();
    }

    DmaTable with(AddressRange<Iova> range, DmaMapping mapping) {
        return new DmaTable(index.with(range, mapping), losesLastPage);
    }

    DmaTable without(Entry<Iova, DmaMapping> entry) {
        return new DmaTable(index.without(entry), losesLastPage);
    }

    /// The lowest mapping that the kernel finds to intersect the range.
    Optional<Entry<Iova, DmaMapping>> find(AddressRange<Iova> range) {
        if (!losesLastPage) {
            return index.firstOverlapping(range);
        }
        if (range.last().equals(Iova.MAX)) {
            return Optional.empty();
        }
        return index.firstOverlapping(range).filter(this::isVisible);
    }

    /// The mapping that contains the address, if the kernel finds one.
    Optional<Entry<Iova, DmaMapping>> at(Iova address) {
        return find(new AddressRange<>(address, address));
    }

    /// The mappings that the kernel comes by when it walks the range upwards.
    List<Entry<Iova, DmaMapping>> walk(AddressRange<Iova> range) {
        return find(range).isEmpty() ? List.of() : index.overlapping(range);
    }

    /// The mappings that the kernel comes by when it is told to walk all.
    Iterator<Entry<Iova, DmaMapping>> walkAll() {
        boolean blind = losesLastPage && index.first().filter(this::isVisible).isEmpty();
        return blind ? List.<Entry<Iova, DmaMapping>>of().iterator() : index.iterator();
    }

    private boolean isVisible(Entry<Iova, DmaMapping> entry) {
        return !losesLastPage || !entry.range().last().equals(Iova.MAX);
    }
}
