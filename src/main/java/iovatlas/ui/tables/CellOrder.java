package iovatlas.ui.tables;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The order of cells: numbers by value, `0x` numbers as unsigned ones, everything else as text.
/// What is empty comes last.
final class CellOrder implements Comparator<String> {

    private static final Pattern HEX = Pattern.compile("0x([0-9a-f_]{1,19}).*", Pattern.DOTALL);
    private static final Pattern DECIMAL =
            Pattern.compile("(\\d{1,18})(?![\\d:.]).*", Pattern.DOTALL);

    @Override
    public int compare(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        Matcher hexA = HEX.matcher(a);
        Matcher hexB = HEX.matcher(b);
        if (hexA.matches() && hexB.matches()) {
            return then(Long.compareUnsigned(hex(hexA), hex(hexB)), a, b);
        }
        Matcher numberA = DECIMAL.matcher(a);
        Matcher numberB = DECIMAL.matcher(b);
        if (numberA.matches() && numberB.matches()) {
            return then(
                    Long.compare(
                            Long.parseLong(numberA.group(1)), Long.parseLong(numberB.group(1))),
                    a,
                    b);
        }
        return a.compareToIgnoreCase(b);
    }

    private static int then(int first, String a, String b) {
        return first != 0 ? first : a.compareTo(b);
    }

    private static long hex(Matcher matcher) {
        String digits = matcher.group(1).replace("_", "");
        return Long.parseUnsignedLong(digits.isEmpty() ? "0" : digits, 16);
    }
}
