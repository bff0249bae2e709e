package iovatlas.address;

/// Reads and prints unsigned 64-bit numbers in the spelling of kernel messages.
public final class Hex {

    private static final String DIGITS = "0123456789abcdef";
    private static final String EXAMPLE = "an unsigned number such as 0x08000000 or 4096";

    private Hex() {}

    /// Reads `0x` and hex digits, or decimal digits, as an unsigned 64-bit number. One `_` or `'`
    /// may stand between two digits, as in `0xffff_f000`.
    ///
    /// @throws IllegalArgumentException if the text is anything else or above 2^64-1; the message
    ///     quotes it
    public static long parseUnsigned(String text) {
        return parseUnsigned(text, EXAMPLE);
    }

    /// Reads hex digits without a prefix as an unsigned 64-bit number, as `/proc/iomem` has them.
    ///
    /// @throws IllegalArgumentException if the text is anything else or above 2^64-1; the message
    ///     quotes it
    public static long parseBareHex(String text) {
        return parse(text, text, 16, "a hex number without 0x such as fee00000");
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

    static long parseUnsigned(String text, String expected) {
        boolean isHex = text.startsWith("0x") || text.startsWith("0X");
        return isHex
                ? parse(text, text.substring(2), 16, expected)
                : parse(text, text, 10, expected);
    }

    /// Reads the digits of `whole`, which the message quotes as not being what was `expected`.
    static long parse(String whole, String digits, int radix, String expected) {
        long value = 0;
        boolean afterDigit = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            boolean separates = afterDigit && (c == '_' || c == '\'');
            afterDigit = !separates;
            if (separates) {
                continue;
            }
            // Character.digit also knows the digits of other scripts.
            int digit = c < 128 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                throw unexpected(whole, expected);
            }
            // The highest value that can still take this digit is (2^64-1-digit) / radix.
            if (Long.compareUnsigned(value, Long.divideUnsigned(-1L - digit, radix)) > 0) {
                throw new IllegalArgumentException("\"" + whole + "\" does not fit 64 bits.");
            }
            value = value * radix + digit;
        }
        // There was no digit at all, or the last character separates.
        if (!afterDigit) {
            throw unexpected(whole, expected);
        }
        return value;
    }

    private static IllegalArgumentException unexpected(String text, String expected) {
        return new IllegalArgumentException("\"" + text + "\" is not " + expected + ".");
    }
}
