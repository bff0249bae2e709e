package iovatlas.address;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The spellings of a [ByteSize].
final class ByteSizeText {

    private static final String UNITS = "KMGTPE";
    private static final BigInteger MOST_UNITS = BigInteger.valueOf(9999);
    private static final Pattern NUMBER =
            Pattern.compile("(?<hex>0[xX])?(?<digits>[0-9a-fA-F][0-9a-fA-F_']*?)");
    private static final Pattern WITH_UNIT =
            Pattern.compile("(?<digits>[0-9][0-9_']*) ?(?:(?<unit>[KMGTPEkmgtpe])(?:iB)?|B)");

    private ByteSizeText() {}

    static ByteSize parse(String text) {
        Matcher withUnit = WITH_UNIT.matcher(text);
        if (withUnit.matches()) {
            String unit = withUnit.group("unit");
            int exponent =
                    unit == null ? 0 : 10 * (UNITS.indexOf(Character.toUpperCase(unit.charAt(0))) + 1);
            BigInteger count = digits(text, withUnit.group("digits"), 10);
            return inRange(text, count.shiftLeft(exponent));
        }
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            throw notASize(text);
        }
        int radix = number.group("hex") == null ? 10 : 16;
        return inRange(text, digits(text, number.group("digits"), radix));
    }

    static String exact(ByteSize size) {
        BigInteger bytes = size.big();
        if (size.isZero()) {
            return "0";
        }
        int unit = Math.min(bytes.getLowestSetBit() / 10, UNITS.length());
        BigInteger count = bytes.shiftRight(10 * unit);
        if (unit == 0 || count.compareTo(MOST_UNITS) > 0) {
            return "0x" + bytes.toString(16);
        }
        return count.toString() + UNITS.charAt(unit - 1);
    }

    static String human(ByteSize size) {
        BigInteger bytes = size.big();
        int unit = Math.min(Math.max(bytes.bitLength() - 1, 0) / 10, UNITS.length());
        if (unit == 0) {
            return bytes + " B";
        }
        BigDecimal count =
                new BigDecimal(bytes)
                        .divide(new BigDecimal(BigInteger.ONE.shiftLeft(10 * unit)))
                        .setScale(3, RoundingMode.DOWN)
                        .stripTrailingZeros();
        return count.toPlainString() + " " + UNITS.charAt(unit - 1) + "iB";
    }

    private static BigInteger digits(String whole, String digits, int radix) {
        String plain = digits.replace("_", "").replace("'", "");
        if (radix == 10 && !plain.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw notASize(whole);
        }
        return new BigInteger(plain, radix);
    }

    private static ByteSize inRange(String whole, BigInteger bytes) {
        if (bytes.compareTo(ByteSize.SPACE_64.big()) > 0) {
            throw new IllegalArgumentException("The size \"" + whole + "\" is above 2^64 bytes.");
        }
        return ByteSize.exact(bytes, whole);
    }

    private static IllegalArgumentException notASize(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is not a size such as 4K, 2M, 1GiB, 4096 or 0x1000.");
    }
}
