package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Hex;
import iovatlas.address.Iova;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Two addresses that a person marked, to measure what lies between them.
///
/// @param a the first one, null for none
/// @param b the second one, null for none
public record MapMarkers(@Nullable Iova a, @Nullable Iova b) {

    public static final MapMarkers NONE = new MapMarkers(null, null);

    private static final int PAGE_SHIFT = 12;

    /// The next marker at an address: first A, then B, then A anew.
    public MapMarkers marked(Iova address) {
        return a == null || b != null ? new MapMarkers(address, null) : new MapMarkers(a, address);
    }

    public boolean isEmpty() {
        return a == null && b == null;
    }

    /// Both as a sentence: where they are and what lies between, in binary units, in pages of 4 KiB
    /// and in hex; empty without any.
    public String text() {
        Iova from = a;
        Iova to = b;
        if (from != null && to != null) {
            return "A " + from.hex() + ", B " + to.hex() + ": " + distance(from, to);
        }
        return from != null ? "A " + from.hex() : to != null ? "B " + to.hex() : "";
    }

    /// What lies from the lower one up to the higher one, the latter not included.
    private static String distance(Iova one, Iova other) {
        if (one.equals(other)) {
            return "0 bytes";
        }
        Iova low = one.isBelow(other) ? one : other;
        Iova high = one.isBelow(other) ? other : one;
        long bytes = high.offsetFrom(low);
        long pages = bytes >>> PAGE_SHIFT;
        long rest = bytes & ((1L << PAGE_SHIFT) - 1);
        String count =
                Long.toUnsignedString(pages)
                        + (pages == 1 ? " page" : " pages")
                        + (rest == 0 ? "" : " and " + rest + (rest == 1 ? " byte" : " bytes"));
        String size = AddressRange.of(low, high.minusExact(1)).size().human();
        return size + " = " + count + " = " + Hex.text(bytes, 1) + " bytes";
    }

    /// The address of a marker by its letter.
    Optional<Iova> at(char letter) {
        return Optional.ofNullable(letter == 'A' ? a : b);
    }
}
