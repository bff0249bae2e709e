package iovatlas.kernel.its;

/// Neighbouring LPI numbers.
///
/// @param first lowest INTID, at least 8192
/// @param count how many, at least 1
public record LpiRange(int first, int count) {

    /// The lowest INTID that is an LPI.
    public static final int FIRST_LPI = 8192;

    /// @throws IllegalArgumentException when there is no such LPI
    public LpiRange {
        if (first < FIRST_LPI || count < 1) {
            throw new IllegalArgumentException("no LPIs " + first + " + " + count);
        }
    }

    /// Highest INTID, inclusive.
    public int last() {
        return first + count - 1;
    }

    public boolean contains(int intid) {
        return intid >= first && intid <= last();
    }

    @Override
    public String toString() {
        return first + ".." + last();
    }
}
