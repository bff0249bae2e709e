package iovatlas.topology;

/// The content of a 64-bit hardware register.
public record Register64(long bits) {

    public boolean bit(int number) {
        return ((bits >>> number) & 1) != 0;
    }

    /// The field `[high:low]`, both inclusive, at most 32 bits wide.
    public int field(int high, int low) {
        return (int) ((bits >>> low) & ((1L << (high - low + 1)) - 1));
    }

    @Override
    public String toString() {
        return "0x%x".formatted(bits);
    }
}
