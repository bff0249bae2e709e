package iovatlas.address;

import iovatlas.address.RangeIndex.Entry;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Function;

/// How the values of a [RangeIndex] come from those that its tree keeps.
///
/// @param view makes a value of the stored one and its range, null when they are the same
/// @param <V> the kind of value that the index gives
record RangeValues<A extends Address<A>, V>(@Nullable Function<Entry<A, Object>, V> view) {

    /// The values are those of the tree.
    static <A extends Address<A>, V> RangeValues<A, V> asStored() {
        return new RangeValues<>(null);
    }

    boolean stored() {
        return view == null;
    }

    /// Other values, made of these.
    <W> RangeValues<A, W> then(Function<Entry<A, V>, W> next) {
        return new RangeValues<>(
                entry -> next.apply(new Entry<>(entry.range(), of(entry.range(), entry.value()))));
    }

    // Without a view every value in the tree came in as a V.
    @SuppressWarnings("unchecked")
    V of(AddressRange<A> range, @Nullable Object stored) {
        Object there = Objects.requireNonNull(stored);
        return view == null ? (V) there : view.apply(new Entry<>(range, there));
    }

    // Only for a tree whose values are those of the index.
    @SuppressWarnings("unchecked")
    @Nullable RangeNode<V> cast(@Nullable RangeNode<?> tree) {
        return (RangeNode<V>) tree;
    }
}
