package iovatlas.kernel.vfio;

import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One change of a [DmaTree]: the path is copied, and the tree balanced on the way back up exactly as
/// the kernel balances it.
///
/// Source: `lib/rbtree.c:__rb_insert, __rb_erase_augmented, ____rb_erase_color`.
final class DmaTreeChange {

    private @Nullable DmaNode root;

    /// Copies of the nodes from the root down; each is a child of the one before.
    private final List<DmaNode> path = new ArrayList<>();

    DmaTreeChange(@Nullable DmaNode root) {
        this.root = root;
    }

    DmaNode insert(Entry<Iova, DmaMapping> entry) {
        var node = new DmaNode(entry);
        DmaNode below = root;
        while (below != null) {
            DmaNode copy = append(below);
            // A mapping has no size yet when it is linked, so only the beginnings count.
            below = copy.child(isRightOf(node, copy));
        }
        hang(path.size(), node);
        path.add(node);
        balanceInsertion(path.size() - 1);
        return Objects.requireNonNull(root);
    }

    private static boolean isRightOf(DmaNode node, DmaNode other) {
        return Long.compareUnsigned(node.first(), other.first()) > 0;
    }

    /// Copies a node and hangs the copy where the path ends.
    private DmaNode append(DmaNode node) {
        var copy = new DmaNode(node);
        replaceChild(path.size(), node, copy);
        path.add(copy);
        return copy;
    }

    /// Makes `to` the child of the path's node above `depth` that `from` was; the root at depth 0.
    private void replaceChild(int depth, DmaNode from, @Nullable DmaNode to) {
        if (depth == 0) {
            root = to;
        } else {
            DmaNode parent = path.get(depth - 1);
            parent.child(parent.right == from, to);
        }
    }

    private void hang(int depth, DmaNode node) {
        if (depth == 0) {
            root = node;
        } else {
            DmaNode parent = path.get(depth - 1);
            parent.child(isRightOf(node, parent), node);
        }
    }

    private void balanceInsertion(int depth) {
        int at = depth;
        while (true) {
            DmaNode node = path.get(at);
            if (at == 0) {
                node.red = false;
                return;
            }
            DmaNode parent = path.get(at - 1);
            if (!parent.red) {
                return;
            }
            DmaNode grand = path.get(at - 2);
            boolean onRight = grand.right == parent;
            DmaNode uncle = grand.child(!onRight);
            if (uncle == null || !uncle.red) {
                rotateInsertion(at, onRight);
                return;
            }
            var black = new DmaNode(uncle);
            black.red = false;
            grand.child(!onRight, black);
            parent.red = false;
            grand.red = true;
            at -= 2;
        }
    }

    private void rotateInsertion(int at, boolean onRight) {
        DmaNode node = path.get(at);
        DmaNode parent = path.get(at - 1);
        DmaNode grand = path.get(at - 2);
        DmaNode top = parent;
        if (parent.child(!onRight) == node) {
            parent.child(!onRight, node.child(onRight));
            node.child(onRight, parent);
            top = node;
        }
        grand.child(onRight, top.child(!onRight));
        top.child(!onRight, grand);
        top.red = false;
        grand.red = true;
        replaceChild(at - 2, grand, top);
    }

    @Nullable DmaNode replace(Entry<Iova, DmaMapping> entry, Entry<Iova, DmaMapping> value) {
        if (descend(root, entry)) {
            DmaNode old = path.getLast();
            var node = new DmaNode(value);
            node.red = old.red;
            node.left = old.left;
            node.right = old.right;
            replaceChild(path.size() - 1, old, node);
        }
        return root;
    }

    @Nullable DmaNode erase(Entry<Iova, DmaMapping> entry) {
        if (!descend(root, entry)) {
            return root;
        }
        int depth = path.size() - 1;
        DmaNode node = path.get(depth);
        DmaNode left = node.left;
        DmaNode right = node.right;
        if (left == null || right == null) {
            eraseSimple(depth, node, left == null ? right : left);
        } else {
            eraseInner(depth, node, right);
        }
        return root;
    }

    /// Copies the path to the node of an entry; false, and nothing copied, when there is none.
    private boolean descend(@Nullable DmaNode node, Entry<Iova, DmaMapping> entry) {
        if (node == null) {
            return false;
        }
        int depth = path.size();
        DmaNode copy = append(node);
        if (node.entry.equals(entry)) {
            return true;
        }
        int order = entry.range().first().compareTo(node.entry.range().first());
        if ((order <= 0 && descend(copy.left, entry))
                || (order >= 0 && descend(copy.right, entry))) {
            return true;
        }
        path.remove(depth);
        replaceChild(depth, copy, node);
        return false;
    }

    private void eraseSimple(int depth, DmaNode node, @Nullable DmaNode only) {
        DmaNode child = only == null ? null : new DmaNode(only);
        if (child != null) {
            child.red = node.red;
        }
        replaceChild(depth, node, child);
        path.remove(depth);
        if (child == null && !node.red && depth > 0) {
            balanceErasure(depth - 1, null);
        }
    }

    /// The successor takes the place and the colour of a node with two children.
    private void eraseInner(int depth, DmaNode node, DmaNode right) {
        DmaNode successor = append(right);
        while (successor.left != null) {
            successor = append(successor.left);
        }
        int last = path.size() - 1;
        DmaNode orphan = successor.right;
        DmaNode child = orphan == null ? null : new DmaNode(orphan);
        boolean wasRed = successor.red;
        if (last > depth + 1) {
            path.get(last - 1).left = child;
            successor.right = node.right;
        } else {
            successor.right = child;
        }
        successor.left = node.left;
        successor.red = node.red;
        replaceChild(depth, node, successor);
        path.remove(last);
        path.set(depth, successor);
        if (child != null) {
            child.red = false;
        } else if (!wasRed) {
            balanceErasure(path.size() - 1, null);
        }
    }

    /// One black node is missing on the way through `node`, a child of the path's node at `depth`.
    private void balanceErasure(int depth, @Nullable DmaNode missing) {
        int at = depth;
        DmaNode node = missing;
        while (at >= 0) {
            DmaNode parent = path.get(at);
            boolean onRight = parent.left != node;
            DmaNode sibling = copyChild(parent, !onRight);
            if (sibling.red) {
                parent.child(!onRight, sibling.child(onRight));
                sibling.child(onRight, parent);
                sibling.red = false;
                parent.red = true;
                replaceChild(at, parent, sibling);
                path.add(at, sibling);
                at++;
                sibling = copyChild(parent, !onRight);
            }
            if (DmaNode.isRed(sibling.left) || DmaNode.isRed(sibling.right)) {
                rotateErasure(at, parent, sibling, onRight);
                return;
            }
            sibling.red = true;
            if (parent.red) {
                parent.red = false;
                return;
            }
            node = parent;
            at--;
        }
    }

    private void rotateErasure(int at, DmaNode parent, DmaNode sibling, boolean onRight) {
        DmaNode top = sibling;
        if (!DmaNode.isRed(sibling.child(!onRight))) {
            top = copyChild(sibling, onRight);
            sibling.child(onRight, top.child(!onRight));
            top.child(!onRight, sibling);
        }
        DmaNode far = copyChild(top, !onRight);
        parent.child(!onRight, top.child(onRight));
        top.child(onRight, parent);
        top.red = parent.red;
        parent.red = false;
        far.red = false;
        replaceChild(at, parent, top);
    }

    private static DmaNode copyChild(DmaNode parent, boolean onRight) {
        var copy = new DmaNode(Objects.requireNonNull(parent.child(onRight)));
        parent.child(onRight, copy);
        return copy;
    }
}
