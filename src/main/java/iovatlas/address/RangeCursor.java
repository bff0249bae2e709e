package iovatlas.address;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;

/// Walks the entries of a tree, upwards or downwards in order.
final class RangeCursor<V> implements Iterator<RangeHit<V>> {

    // What is still to come, the next on top; never an empty subtree.
    private final ArrayDeque<RangeNode<V>> pending = new ArrayDeque<>();
    private final boolean upwards;
    private @Nullable RangeLeaf<V> leaf;
    private int index;

    RangeCursor(@Nullable RangeNode<V> root, boolean upwards) {
        this.upwards = upwards;
        if (root != null) {
            pending.push(root);
        }
        leaf = nextLeaf();
    }

    /// Whether two trees of the same size have equal ranges and values in the same order, whatever
    /// their shape.
    static boolean sameEntries(@Nullable RangeNode<?> root, @Nullable RangeNode<?> otherRoot) {
        var hits = new RangeCursor<>(root, true);
        var others = new RangeCursor<>(otherRoot, true);
        while (hits.hasNext()) {
            if (!hits.next().equals(others.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean hasNext() {
        return leaf != null;
    }

    @Override
    public RangeHit<V> next() {
        if (leaf == null) {
            throw new NoSuchElementException("There is no entry after the last one");
        }
        var hit = new RangeHit<>(leaf, index);
        index += upwards ? 1 : -1;
        if (index < 0 || index == leaf.size) {
            leaf = nextLeaf();
        }
        return hit;
    }

    private @Nullable RangeLeaf<V> nextLeaf() {
        while (!pending.isEmpty()) {
            switch (pending.pop()) {
                case RangeLeaf<V> next -> {
                    index = upwards ? 0 : next.size - 1;
                    return next;
                }
                case RangeBranch<V> branch -> {
                    int count = branch.count();
                    for (int i = 0; i < count; i++) {
                        pending.push(branch.child(upwards ? count - 1 - i : i));
                    }
                }
            }
        }
        return null;
    }
}
