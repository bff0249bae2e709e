package iovatlas.topology;

import iovatlas.address.Hex;

/// The 16-bit number `bus * 256 + devfn` that a PCI transaction carries; it has no segment.
///
/// @param bits 0..0xffff
public record RequesterId(int bits) implements Comparable<RequesterId> {

    /// @throws IllegalArgumentException when the number needs more than 16 bits
    public RequesterId {
        if (bits < 0 || bits > 0xffff) {
            throw new IllegalArgumentException("no requester ID: 0x" + Integer.toHexString(bits));
        }
    }

    /// The requester ID of a devfn on a bus.
    public static RequesterId of(int bus, int devfn) {
        return new RequesterId(bus << 8 | devfn);
    }

    /// 0..255.
    public int bus() {
        return bits >> 8;
    }

    /// 0..255.
    public int devfn() {
        return bits & 0xff;
    }

    @Override
    public int compareTo(RequesterId other) {
        return Integer.compare(bits, other.bits);
    }

    @Override
    public String toString() {
        return Hex.text(bits, 4);
    }
}
