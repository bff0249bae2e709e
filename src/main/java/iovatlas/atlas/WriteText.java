package iovatlas.atlas;

import iovatlas.address.Hex;
import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.Message;

/// A write as a person asks about it: `0x08000040=3`.
public final class WriteText {

    private static final long LARGEST = 0xffff_ffffL;

    private WriteText() {}

    /// The address and the value of `ADDRESS=VALUE`.
    ///
    /// @throws IllegalArgumentException with a sentence, when it is something else
    public static Message parse(String text) {
        String[] parts = text.strip().split("=", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException(
                    "\"" + text.strip() + "\" is no write; say ADDRESS=VALUE, as in 0x08000040=3");
        }
        long value = number(parts[1].strip());
        if (Long.compareUnsigned(value, LARGEST) > 0) {
            throw new IllegalArgumentException(
                    "\"" + parts[1].strip() + "\" has more than the 32 bits of a message's data");
        }
        return new Message(Iova.of(number(parts[0].strip())), (int) value);
    }

    private static long number(String text) {
        try {
            return Hex.parseUnsigned(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is no number; say 0x08000040 or 3", e);
        }
    }
}
