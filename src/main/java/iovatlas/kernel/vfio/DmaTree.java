package iovatlas.kernel.vfio;

import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The red-black tree in which kernels up to 6.12 keep the mappings of a container, node for node.
///
/// Its shape shows: those kernels compute `iova + size`, which is 0 for a mapping that ends at the
/// top of the 64-bit space, and then turn the wrong way at that node, so that whatever lies behind
/// it is not found. Immutable; a change copies the path it takes.
///
/// Source: `lib/rbtree.c`, `drivers/vfio/vfio_iommu_type1.c:vfio_find_dma,
/// vfio_find_dma_first_node, vfio_link_dma`.
final class DmaTree {

    static final DmaTree EMPTY = new DmaTree(null);

    private final @Nullable DmaNode root;

    private DmaTree(@Nullable DmaNode root) {
        this.root = root;
    }

    DmaTree with(Entry<Iova, DmaMapping> entry) {
        return new DmaTree(new DmaTreeChange(root).insert(entry));
    }

    DmaTree without(Entry<Iova, DmaMapping> entry) {
        return new DmaTree(new DmaTreeChange(root).erase(entry));
    }

    /// The same tree with another value in one node.
    DmaTree replaced(Entry<Iova, DmaMapping> entry, Entry<Iova, DmaMapping> value) {
        return new DmaTree(new DmaTreeChange(root).replace(entry, value));
    }

    /// A mapping that intersects `start..start+size-1` in the kernel's eyes; null for none.
    ///
    /// @param size 0 asks for a mapping around the address `start`
    @Nullable Entry<Iova, DmaMapping> find(long start, long size) {
        DmaNode node = root;
        while (node != null) {
            if (Long.compareUnsigned(start + size, node.first()) <= 0) {
                node = node.left;
            } else if (Long.compareUnsigned(start, node.end()) >= 0) {
                node = node.right;
            } else {
                return node.entry;
            }
        }
        return null;
    }

    /// The mappings that a walk of `start..start+size-1` comes by, lowest first.
    List<Entry<Iova, DmaMapping>> walk(long start, long size) {
        DmaNode first = firstNode(start, size);
        var found = new ArrayList<Entry<Iova, DmaMapping>>();
        if (first != null) {
            collect(root, first, start + size, found);
        }
        return found;
    }

    private @Nullable DmaNode firstNode(long start, long size) {
        DmaNode found = null;
        DmaNode node = root;
        while (node != null) {
            if (Long.compareUnsigned(start, node.end()) < 0) {
                found = node;
                if (Long.compareUnsigned(start, node.first()) >= 0) {
                    break;
                }
                node = node.left;
            } else {
                node = node.right;
            }
        }
        return found != null && Long.compareUnsigned(found.first(), start + size) >= 0
                ? null
                : found;
    }

    /// In order from one node on, up to the first mapping that begins at `end` or above.
    private static boolean collect(
            @Nullable DmaNode node, DmaNode from, long end, List<Entry<Iova, DmaMapping>> found) {
        if (node == null) {
            return true;
        }
        if (Long.compareUnsigned(node.first(), from.first()) >= 0) {
            if (!collect(node.left, from, end, found)) {
                return false;
            }
            if (node == from || !found.isEmpty()) {
                if (Long.compareUnsigned(node.first(), end) >= 0) {
                    return false;
                }
                found.add(node.entry);
            }
        }
        return collect(node.right, from, end, found);
    }

    /// Trees are equal if their nodes are, in place and colour.
    @Override
    public boolean equals(Object other) {
        return other instanceof DmaTree that && DmaNode.same(root, that.root);
    }

    @Override
    public int hashCode() {
        return root == null ? 0 : root.entry.hashCode();
    }

    /// Whether the rules of red-black trees hold, for tests.
    boolean isBalanced() {
        return root == null || (!root.red && root.blackHeight() > 0);
    }
}
