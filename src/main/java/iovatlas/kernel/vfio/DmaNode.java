package iovatlas.kernel.vfio;

import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;

import org.jspecify.annotations.Nullable;

/// A node of a [DmaTree]. Changed only while a change of the tree builds it; shared and constant
/// afterwards.
final class DmaNode {

    final Entry<Iova, DmaMapping> entry;
    boolean red;
    @Nullable DmaNode left;
    @Nullable DmaNode right;

    /// A new leaf, red as all new nodes.
    DmaNode(Entry<Iova, DmaMapping> entry) {
        this.entry = entry;
        this.red = true;
    }

    /// The same node for another tree.
    DmaNode(DmaNode other) {
        this.entry = other.entry;
        this.red = other.red;
        this.left = other.left;
        this.right = other.right;
    }

    long first() {
        return entry.range().first().unsignedBits();
    }

    /// `iova + size`, 0 for a mapping that ends at the top of the space.
    long end() {
        return entry.range().last().unsignedBits() + 1;
    }

    @Nullable DmaNode child(boolean onRight) {
        return onRight ? right : left;
    }

    void child(boolean onRight, @Nullable DmaNode node) {
        if (onRight) {
            right = node;
        } else {
            left = node;
        }
    }

    static boolean isRed(@Nullable DmaNode node) {
        return node != null && node.red;
    }

    static boolean same(@Nullable DmaNode a, @Nullable DmaNode b) {
        if (a == null || b == null || a == b) {
            return a == b;
        }
        return a.red == b.red
                && a.entry.equals(b.entry)
                && same(a.left, b.left)
                && same(a.right, b.right);
    }

    /// Black nodes from here down to any leaf; 0 when that is not the same everywhere or a red node
    /// has a red child.
    int blackHeight() {
        if (red && (isRed(left) || isRed(right))) {
            return 0;
        }
        int below = left == null ? 1 : left.blackHeight();
        int other = right == null ? 1 : right.blackHeight();
        return below == 0 || below != other ? 0 : below + (red ? 0 : 1);
    }
}
