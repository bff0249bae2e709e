package iovatlas.address;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The spellings of a [ByteSize].
final class ByteSizeText {

    private static final String UNITS = "KMGTPE";
    private static final String EXAMPLE = "a size such as 4K, 2M, 1GiB, 4096 or 0x1000";
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "(?<count>[0-9_']+)(?: ?(?:(?<unit>[KMGTPE])(?:iB)?|B))?",
                    Pattern.CASE_INSENSITIVE);
    // The one number of bytes that does not fit 64 bits.
    private static final String SPACE_64_DECIMAL = "18446744073709551616";
    private static final String SPACE_64_HEX = "0x10000000000000000";

    private ByteSizeText() {}

    static ByteSize parse(String text) {
        if (text.equals(SPACE_64_DECIMAL) || text.equals(SPACE_64_HEX)) {
            return ByteSize.SPACE_64;
        }
        Matcher decimal = DECIMAL.matcher(text);
        if (!decimal.matches()) {
            return ByteSize.ofBytes(Hex.parseUnsigned(text, EXAMPLE));
        }
        long count = Hex.parse(text, decimal.group("count"), 10, EXAMPLE);
        String unit = decimal.group("unit");
        if (unit == null) {
            return ByteSize.ofBytes(count);
        }
        int exponent = 10 * (1 + UNITS.indexOf(unit.toUpperCase(Locale.ROOT)));
        // 2^64 bytes are 2^(64-exponent) units.
        if (Long.compareUnsigned(count, 1L << (64 - exponent)) > 0) {
            throw new IllegalArgumentException("The size \"" + text + "\" is above 2^64 bytes.");
        }
        return ByteSize.ofPowerOfTwo(exponent).times(count);
    }

    static String exact(ByteSize size) {
        if (!size.fitsIn64Bits()) {
            return "16E";
        }
        long bytes = size.unsignedBytes();
        int unit = Math.min(Long.numberOfTrailingZeros(bytes) / 10, UNITS.length());
        long count = bytes >>> (10 * unit);
        if (size.isZero()) {
            return "0";
        }
        return unit == 0 || Long.compareUnsigned(count, 9999) > 0
                ? Hex.text(bytes, 1)
                : count + UNITS.substring(unit - 1, unit);
    }

    static String human(ByteSize size) {
        if (!size.fitsIn64Bits()) {
            return "16 EiB";
        }
        long bytes = size.unsignedBytes();
        int unit = (63 - Long.numberOfLeadingZeros(bytes | 1)) / 10;
        if (unit == 0) {
            return bytes + " B";
        }
        int exponent = 10 * unit;
        long whole = bytes >>> exponent;
        long rest = bytes - (whole << exponent);
        // rest * 1000 / 2^exponent, of which the product may need 70 bits.
        long thousandths =
                Math.unsignedMultiplyHigh(rest, 1000) << (64 - exponent)
                        | (rest * 1000) >>> exponent;
        String decimals = thousandths == 0 ? "" : "." + decimals(thousandths);
        return whole + decimals + " " + UNITS.charAt(unit - 1) + "iB";
    }

    /// Three digits without the zeros at their end.
    private static String decimals(long thousandths) {
        return Long.toString(1000 + thousandths).substring(1).replaceFirst("0+$", "");
    }
}
