package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The mappings of a container, with the lookups of the kernel, oddities included.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_find_dma, vfio_find_dma_first_node`.
///
/// @param index all mappings by range
/// @param tree the kernel's own tree of them where its shape can show, up to 6.12; null since then
record DmaTable(RangeIndex<Iova, DmaMapping> index, @Nullable DmaTree tree) {

    /// @param losesLastPage whether `iova + size` wraps as it does up to 6.12
    static DmaTable empty(boolean losesLastPage) {
        return new DmaTable(RangeIndex.empty(), losesLastPage ? DmaTree.EMPTY : null);
    }

    DmaTable with(AddressRange<Iova> range, DmaMapping mapping) {
        return new DmaTable(
                index.with(range, mapping),
                tree == null ? null : tree.with(new Entry<>(range, mapping)));
    }

    DmaTable without(Entry<Iova, DmaMapping> entry) {
        return new DmaTable(index.without(entry), tree == null ? null : tree.without(entry));
    }

    /// The same mappings after one was put in and taken out again, as the kernel does when it cannot
    /// pin the memory: the tree may have turned on the way, which later walks can show.
    ///
    /// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_pin_map_dma, vfio_remove_dma` (up to 6.12).
    DmaTable withAndWithout(AddressRange<Iova> range, DmaMapping mapping) {
        if (tree == null) {
            return this;
        }
        var entry = new Entry<>(range, mapping);
        return new DmaTable(index, tree.with(entry).without(entry));
    }

    /// The same place with another value: no link in the kernel's tree changes.
    DmaTable replaced(Entry<Iova, DmaMapping> entry, DmaMapping value) {
        Entry<Iova, DmaMapping> changed = new Entry<>(entry.range(), value);
        return new DmaTable(
                index.without(entry).with(entry.range(), value),
                tree == null ? null : tree.replaced(entry, changed));
    }

    /// A mapping that the kernel finds to intersect the range.
    Optional<Entry<Iova, DmaMapping>> find(AddressRange<Iova> range) {
        return tree == null
                ? index.firstOverlapping(range)
                : Optional.ofNullable(tree.find(first(range), size(range)));
    }

    /// The mapping that contains the first address of the range, if the kernel finds one.
    Optional<Entry<Iova, DmaMapping>> atFirst(AddressRange<Iova> range) {
        return tree == null
                ? index.firstAt(range.first())
                : Optional.ofNullable(tree.find(first(range), 1));
    }

    /// The mapping that contains the last address of the range, if the kernel finds one.
    Optional<Entry<Iova, DmaMapping>> atLast(AddressRange<Iova> range) {
        return tree == null
                ? index.firstAt(range.last())
                : Optional.ofNullable(tree.find(range.last().unsignedBits(), 0));
    }

    /// The mappings that the kernel comes by when it walks the range upwards.
    List<Entry<Iova, DmaMapping>> walk(AddressRange<Iova> range) {
        return tree == null ? index.overlapping(range) : tree.walk(first(range), size(range));
    }

    /// The mappings that the kernel comes by when it is told to walk all.
    List<Entry<Iova, DmaMapping>> walkAll() {
        return tree == null ? index.entries().toList() : tree.walk(0, -1L);
    }

    private static long first(AddressRange<Iova> range) {
        return range.first().unsignedBits();
    }

    /// The size in 64 bits, 0 for the whole space.
    private static long size(AddressRange<Iova> range) {
        return range.last().unsignedBits() - range.first().unsignedBits() + 1;
    }
}
