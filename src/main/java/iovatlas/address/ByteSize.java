package iovatlas.address;

/// A number of bytes from 0 to 2^64, both included: the size of the whole 64-bit space is a size
/// like any other.
///
/// Order and arithmetic are unsigned and exact; nothing wraps.
public final class ByteSize implements Comparable<ByteSize> {

    /// No bytes.
    public static final ByteSize ZERO = new ByteSize(0, false);

    /// The size of the whole 64-bit space, 2^64 bytes.
    public static final ByteSize SPACE_64 = new ByteSize(0, true);

    /// 1024 bytes.
    public static final ByteSize KIB = ofPowerOfTwo(10);

    /// 1024 KiB.
    public static final ByteSize MIB = ofPowerOfTwo(20);

    /// 1024 MiB.
    public static final ByteSize GIB = ofPowerOfTwo(30);

    /// 1024 GiB.
    public static final ByteSize TIB = ofPowerOfTwo(40);

    private final long low;
    // True for 2^64 only; low is then 0.
    private final boolean space64;

    private ByteSize(long low, boolean space64) {
        this.low = low;
        this.space64 = space64;
    }

    /// The size of this many bytes, unsigned, 0 to 2^64-1.
    public static ByteSize ofBytes(long unsignedBytes) {
        return unsignedBytes == 0 ? ZERO : new ByteSize(unsignedBytes, false);
    }

    /// 2^`exponent` bytes.
    ///
    /// @param exponent 0 to 64
    /// @throws IllegalArgumentException if the exponent is outside 0 to 64
    public static ByteSize ofPowerOfTwo(int exponent) {
        if (exponent < 0 || exponent > 64) {
            throw new IllegalArgumentException(
                    "A size of 2^" + exponent + " bytes is outside 2^0 to 2^64.");
        }
        return exponent == 64 ? SPACE_64 : new ByteSize(1L << exponent, false);
    }

    /// The size of a range whose last byte has this unsigned offset from its first: one more than
    /// the offset, so 1 to 2^64.
    public static ByteSize ofLastOffset(long unsignedLastOffset) {
        return unsignedLastOffset == -1L ? SPACE_64 : ofBytes(unsignedLastOffset + 1);
    }

    /// Reads a size: decimal or `0x` bytes, or a decimal number with one of the binary units K, M,
    /// G, T, P, E, also spelt KiB, MiB and so on.
    ///
    /// @throws IllegalArgumentException if the text is anything else or above 2^64; the message
    ///     quotes it
    public static ByteSize parse(String text) {
        return ByteSizeText.parse(text);
    }

    /// The number of bytes, unsigned.
    ///
    /// @throws ArithmeticException for 2^64, which does not fit
    public long unsignedBytes() {
        if (space64) {
            throw new ArithmeticException("2^64 bytes do not fit 64 bits");
        }
        return low;
    }

    /// The unsigned offset of the last byte from the first: one less than the size.
    ///
    /// @throws ArithmeticException for 0, which has no last byte
    public long unsignedLastOffset() {
        if (isZero()) {
            throw new ArithmeticException("A size of 0 bytes has no last byte");
        }
        return low - 1;
    }

    /// Whether this is 0.
    public boolean isZero() {
        return low == 0 && !space64;
    }

    /// Whether [#unsignedBytes] has an answer: true for all sizes but 2^64.
    public boolean fitsIn64Bits() {
        return !space64;
    }

    /// Whether this is 2^n for an n of 0 to 64.
    public boolean isPowerOfTwo() {
        return space64 || Long.bitCount(low) == 1;
    }

    /// Whether this is a whole number of `unit`s; 0 is a multiple of every unit.
    ///
    /// @throws IllegalArgumentException if the unit is 0
    public boolean isMultipleOf(ByteSize unit) {
        if (unit.isZero()) {
            throw new IllegalArgumentException("No size is a multiple of 0 bytes.");
        }
        if (unit.space64) {
            return low == 0;
        }
        return space64 ? unit.isPowerOfTwo() : Long.remainderUnsigned(low, unit.low) == 0;
    }

    /// How many whole `unit`s are in this size, unsigned, rounded down.
    ///
    /// @throws ArithmeticException if the unit is 0, or if this is 2^64 and the unit 1 byte
    public long unsignedCountOf(ByteSize unit) {
        if (unit.space64) {
            return space64 ? 1 : 0;
        }
        if (!space64) {
            return Long.divideUnsigned(low, unit.low);
        }
        if (unit.low == 1) {
            throw new ArithmeticException("2^64 bytes do not fit 64 bits");
        }
        // 2^64 = (2^64-1) + 1, and the 1 completes one more unit where the unit divides 2^64.
        return Long.divideUnsigned(-1L, unit.low) + (unit.isPowerOfTwo() ? 1 : 0);
    }

    /// The lowest multiple of `alignment` that is not below this size.
    ///
    /// @param alignment a power of two, up to 2^64
    /// @throws IllegalArgumentException if the alignment is not a power of two
    public ByteSize alignUp(ByteSize alignment) {
        long mask = alignment.alignmentMask();
        return isZero() ? ZERO : ofLastOffset(unsignedLastOffset() | mask);
    }

    /// The sum.
    ///
    /// @throws ArithmeticException if it is above 2^64; the message has both
    public ByteSize plus(ByteSize other) {
        long sum = low + other.low;
        int carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        int high = carry + (space64 ? 1 : 0) + (other.space64 ? 1 : 0);
        return exact(high, sum, "plus", other);
    }

    /// The difference.
    ///
    /// @throws ArithmeticException if it is below 0; the message has both
    public ByteSize minus(ByteSize other) {
        int borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        int high = (space64 ? 1 : 0) - (other.space64 ? 1 : 0) - borrow;
        return exact(high, low - other.low, "minus", other);
    }

    /// The product with an unsigned factor.
    ///
    /// @throws ArithmeticException if it is above 2^64; the message has both
    public ByteSize times(long unsignedFactor) {
        long high = space64 ? unsignedFactor : Math.unsignedMultiplyHigh(low, unsignedFactor);
        return exact(high, low * unsignedFactor, "times", Long.toUnsignedString(unsignedFactor));
    }

    /// Unsigned order.
    @Override
    public int compareTo(ByteSize other) {
        return space64 != other.space64
                ? Boolean.compare(space64, other.space64)
                : Long.compareUnsigned(low, other.low);
    }

    /// The exact size for files and tables: `4K`, `2M`, `1G` where a binary unit fits with at most
    /// four digits, otherwise all bytes in hex. [#parse] reads it back.
    public String text() {
        return ByteSizeText.exact(this);
    }

    /// The size for people: `4 KiB`, `255.998 TiB`; at most three decimals, cut and not rounded, so
    /// that a size just below 1 GiB never reads `1 GiB`.
    public String human() {
        return ByteSizeText.human(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ByteSize that && low == that.low && space64 == that.space64;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(low) + Boolean.hashCode(space64);
    }

    /// The form of [#text].
    @Override
    public String toString() {
        return text();
    }

    /// The bits below the alignment: size minus 1.
    long alignmentMask() {
        if (!isPowerOfTwo()) {
            throw new IllegalArgumentException(
                    "An alignment is a power of two, not " + text() + ".");
        }
        return low - 1;
    }

    private ByteSize exact(long high, long newLow, String verb, Object other) {
        if (high == 0) {
            return ofBytes(newLow);
        }
        if (high == 1 && newLow == 0) {
            return SPACE_64;
        }
        throw new ArithmeticException(
                "The size " + this + " " + verb + " " + other + " is outside 0 to 2^64 bytes");
    }
}
