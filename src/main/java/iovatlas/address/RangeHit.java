package iovatlas.address;

import java.util.Objects;

/// One entry by its place: the block and the index in it. Two of them are equal if their ranges and
/// values are, wherever they lie.
record RangeHit<V>(RangeLeaf<V> leaf, int index) {

    long first() {
        return leaf.first(index);
    }

    long last() {
        return leaf.last(index);
    }

    V value() {
        return leaf.value(index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangeHit<?> that
                && first() == that.first()
                && last() == that.last()
                && Objects.equals(value(), that.value());
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Long.hashCode(first()) + Long.hashCode(last())) + value().hashCode();
    }
}
