package iovatlas.importer.sysfs;

import iovatlas.address.Hex;

import java.util.Optional;

/// Numbers in text files of the kernel.
final class Numbers {

    private Numbers() {}

    /// `0x` hexadecimal or decimal, unsigned 64 bits.
    static Optional<Long> parse(String text) {
        try {
            return Optional.of(Hex.parseUnsigned(text.strip()));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }

    /// Hexadecimal without a prefix, unsigned 64 bits.
    static Optional<Long> parseHex(String text) {
        try {
            return Optional.of(Hex.parseBareHex(text.strip()));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }
}
