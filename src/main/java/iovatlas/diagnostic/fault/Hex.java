package iovatlas.diagnostic.fault;

import iovatlas.address.Iova;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

/// Numbers and names as drivers print them. Callers bound the digits.
final class Hex {

    private Hex() {}

    static Iova iova(String digits) {
        return Iova.of(Long.parseUnsignedLong(digits, 16));
    }

    static int word(String digits) {
        return Integer.parseUnsignedInt(digits, 16);
    }

    /// @param name with or without a segment; without one it is segment 0
    static @Nullable PciAddress device(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String whole = name.length() == 7 ? "0000:" + name : name;
        return PciAddress.isAddress(whole) ? PciAddress.parse(whole) : null;
    }
}
