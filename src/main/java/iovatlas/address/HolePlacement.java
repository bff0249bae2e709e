package iovatlas.address;

/// Places something of a fixed size and alignment into one hole at a time, until it fits.
final class HolePlacement {

    private final long lastOffset;
    private final long mask;
    private long start;

    /// @throws IllegalArgumentException if the size is 0 or the alignment is not a power of two
    HolePlacement(ByteSize size, ByteSize alignment) {
        if (size.isZero()) {
            throw new IllegalArgumentException("A hole is looked for with a size above 0.");
        }
        this.lastOffset = size.unsignedLastOffset();
        this.mask = alignment.alignmentMask();
    }

    /// Whether it fits between the two inclusive addresses; if so, it begins as low as it can.
    boolean fitsLowest(long from, long to) {
        long up = (from + mask) & ~mask;
        // Rounding up has wrapped when the result is below where it began.
        if (RangeNode.isBelow(up, from)
                || RangeNode.isBelow(to, up)
                || RangeNode.isBelow(to - up, lastOffset)) {
            return false;
        }
        start = up;
        return true;
    }

    /// Whether it fits between the two inclusive addresses; if so, it begins as high as it can.
    boolean fitsHighest(long from, long to) {
        if (RangeNode.isBelow(to - from, lastOffset)) {
            return false;
        }
        long down = (to - lastOffset) & ~mask;
        if (RangeNode.isBelow(down, from)) {
            return false;
        }
        start = down;
        return true;
    }

    /// Where it begins, after it fitted.
    long start() {
        return start;
    }
}
