package iovatlas.kernel;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// An immutable sorted map of which a changed copy costs the logarithm of its size: states of a machine
/// that differ in one entry share all the rest. A size-balanced tree.
///
/// @param <K> keys, in their natural order
/// @param <V> values
public final class PersistentMap<K extends Comparable<? super K>, V> {

    private static final int DELTA = 3;
    private static final int RATIO = 2;

    private final @Nullable Node<K, V> root;

    private PersistentMap(@Nullable Node<K, V> root) {
        this.root = root;
    }

    private record Node<K, V>(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right, int size) {}

    /// A map without entries.
    public static <K extends Comparable<? super K>, V> PersistentMap<K, V> empty() {
        return new PersistentMap<>(null);
    }

    /// The entries of another map.
    public static <K extends Comparable<? super K>, V> PersistentMap<K, V> of(
            Map<? extends K, ? extends V> entries) {
        PersistentMap<K, V> map = empty();
        for (Map.Entry<? extends K, ? extends V> entry : entries.entrySet()) {
            map = map.with(entry.getKey(), entry.getValue());
        }
        return map;
    }

    public int size() {
        return size(root);
    }

    public boolean isEmpty() {
        return root == null;
    }

    /// The value of a key, null for a key that is not there.
    public @Nullable V get(K key) {
        Node<K, V> node = root;
        while (node != null) {
            int order = key.compareTo(node.key);
            if (order == 0) {
                return node.value;
            }
            node = order < 0 ? node.left : node.right;
        }
        return null;
    }

    public boolean containsKey(K key) {
        return get(key) != null;
    }

    /// The same with that entry, in place of one with the same key.
    public PersistentMap<K, V> with(K key, V value) {
        return new PersistentMap<>(put(root, key, value));
    }

    /// The same without that key.
    public PersistentMap<K, V> without(K key) {
        return containsKey(key) ? new PersistentMap<>(remove(root, key)) : this;
    }

    /// Calls the action for every entry, ascending by key.
    public void forEach(BiConsumer<? super K, ? super V> action) {
        walk(root, action);
    }

    /// The keys, ascending.
    public List<K> keys() {
        List<K> keys = new ArrayList<>(size());
        forEach((key, _) -> keys.add(key));
        return keys;
    }

    /// The values, ascending by key.
    public List<V> values() {
        List<V> values = new ArrayList<>(size());
        forEach((_, value) -> values.add(value));
        return values;
    }

    private Map<K, V> copied() {
        Map<K, V> map = new HashMap<>();
        forEach(map::put);
        return map;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PersistentMap<?, ?> that
                && size() == that.size()
                && copied().equals(that.copied());
    }

    @Override
    public int hashCode() {
        return copied().hashCode();
    }

    @Override
    public String toString() {
        return keys().stream()
                .map(key -> key + "=" + get(key))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static int size(@Nullable Node<?, ?> node) {
        return node == null ? 0 : node.size;
    }

    private static <K, V> void walk(
            @Nullable Node<K, V> node, BiConsumer<? super K, ? super V> action) {
        if (node != null) {
            walk(node.left, action);
            action.accept(node.key, node.value);
            walk(node.right, action);
        }
    }

    private static <K, V> Node<K, V> node(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        return new Node<>(key, value, left, right, size(left) + size(right) + 1);
    }

    private static <K extends Comparable<? super K>, V> Node<K, V> put(
            @Nullable Node<K, V> node, K key, V value) {
        if (node == null) {
            return node(key, value, null, null);
        }
        int order = key.compareTo(node.key);
        if (order == 0) {
            return new Node<>(key, value, node.left, node.right, node.size);
        }
        return order < 0
                ? balanced(node.key, node.value, put(node.left, key, value), node.right)
                : balanced(node.key, node.value, node.left, put(node.right, key, value));
    }

    private static <K extends Comparable<? super K>, V> @Nullable Node<K, V> remove(
            @Nullable Node<K, V> node, K key) {
        if (node == null) {
            return null;
        }
        int order = key.compareTo(node.key);
        if (order < 0) {
            return balanced(node.key, node.value, remove(node.left, key), node.right);
        }
        if (order > 0) {
            return balanced(node.key, node.value, node.left, remove(node.right, key));
        }
        if (node.right == null) {
            return node.left;
        }
        Node<K, V> next = node.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next.key, next.value, node.left, remove(node.right, next.key));
    }

    /// Restores the balance after one side grew or shrank by one.
    private static <K, V> Node<K, V> balanced(
            K key, V value, @Nullable Node<K, V> left, @Nullable Node<K, V> right) {
        int l = size(left);
        int r = size(right);
        if (l + r > 1 && r > DELTA * l) {
            Node<K, V> heavy = Objects.requireNonNull(right);
            return size(heavy.left) < RATIO * size(heavy.right)
                    ? leftOnce(key, value, left, heavy)
                    : leftOnce(key, value, left, rightOnce(heavy));
        }
        if (l + r > 1 && l > DELTA * r) {
            Node<K, V> heavy = Objects.requireNonNull(left);
            return size(heavy.right) < RATIO * size(heavy.left)
                    ? rightOnce(key, value, heavy, right)
                    : rightOnce(key, value, leftOnce(heavy), right);
        }
        return node(key, value, left, right);
    }

    private static <K, V> Node<K, V> leftOnce(
            K key, V value, @Nullable Node<K, V> left, Node<K, V> heavy) {
        return node(heavy.key, heavy.value, node(key, value, left, heavy.left), heavy.right);
    }

    private static <K, V> Node<K, V> rightOnce(
            K key, V value, Node<K, V> heavy, @Nullable Node<K, V> right) {
        return node(heavy.key, heavy.value, heavy.left, node(key, value, heavy.right, right));
    }

    private static <K, V> Node<K, V> leftOnce(Node<K, V> node) {
        return leftOnce(node.key, node.value, node.left, Objects.requireNonNull(node.right));
    }

    private static <K, V> Node<K, V> rightOnce(Node<K, V> node) {
        return rightOnce(node.key, node.value, Objects.requireNonNull(node.left), node.right);
    }
}
