package iovatlas.address;

/// Reads and prints unsigned 64-bit numbers in the spelling of kernel messages.
public final class Hex {

    private static final String DIGITS = "0123456789abcdef";

    private Hex() {}

    /// Reads `0x` and hex digits, or decimal digits, as an unsigned 64-bit number. One `_` or `'`
    /// may stand between two digits, as in `0xffff_f000`.
    ///
    /// @throws IllegalArgumentException if the text is anything else or above 2^64-1; the message
    ///     quotes it
    public static long parseUnsigned(String text) {
        boolean isHex = text.startsWith("0x") || text.startsWith("0X");
        return isHex ? parse(text, text.substring(2), 16) : parse(text, text, 10);
    }

    /// Reads hex digits without a prefix as an unsigned 64-bit number, as `/proc/iomem` has them.
    ///
    /// @throws IllegalArgumentException if the text is anything else or above 2^64-1; the message
    ///     quotes it
    public static long parseBareHex(String text) {
        return parse(text, text, 16);
    }

    /// `0x` and the lower-case hex digits of an unsigned number, padded with zeros to `minDigits`.
    ///
    /// @param minDigits the least number of digits, 1 to 16
    /// @throws IllegalArgumentException if `minDigits` is outside 1 to 16
    public static String text(long unsignedValue, int minDigits) {
        if (minDigits < 1 || minDigits > 16) {
            throw new IllegalArgumentException(
                    "A 64-bit number has 1 to 16 hex digits, not " + minDigits + ".");
        }
        int needed = (64 - Long.numberOfLeadingZeros(unsignedValue) + 3) / 4;
        int digits = Math.max(needed, minDigits);
        var out = new StringBuilder(2 + digits).append("0x");
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.append(DIGITS.charAt((int) (unsignedValue >>> shift) & 0xf));
        }
        return out.toString();
    }

    private static long parse(String whole, String digits, int radix) {
        long value = 0;
        boolean separatorAllowed = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (separatorAllowed && (c == '_' || c == '\'')) {
                separatorAllowed = false;
                continue;
            }
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw notANumber(whole);
            }
            // The highest value that can still take one more digit is (2^64-1-digit) / radix.
            if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0) {
                throw new IllegalArgumentException(
                        "\"" + whole + "\" is above 0xffffffffffffffff.");
            }
            value = value * radix + digit;
            separatorAllowed = true;
        }
        // Ends in a separator, or has no digit at all.
        if (!separatorAllowed) {
            throw notANumber(whole);
        }
        return value;
    }

    private static IllegalArgumentException notANumber(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not an unsigned number such as 0x08000000 or 4096.");
    }
}
