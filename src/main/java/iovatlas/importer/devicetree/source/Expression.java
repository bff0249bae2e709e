package iovatlas.importer.devicetree.source;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Numbers in cells: plain ones, names that a macro defines, and arithmetic in parentheses. All are
/// unsigned 64 bits, as in the C preprocessor.
final class Expression {

    private static final int DEEPEST = 24;
    private static final String[][] LEVELS = {
        {"||"},
        {"&&"},
        {"|"},
        {"^"},
        {"&"},
        {"==", "!="},
        {"<=", ">=", "<", ">"},
        {"<<", ">>"},
        {"+", "-"},
        {"*", "/", "%"}
    };

    private final Macros macros;
    private final Set<String> unknown;
    private int depth;

    /// @param unknown where names go that nothing defines; they count as 0
    Expression(Macros macros, Set<String> unknown) {
        this.macros = macros;
        this.unknown = unknown;
    }

    /// A number, a name or something in parentheses.
    long primary(Scanner in) {
        if (++depth > DEEPEST) {
            throw in.refused("the expression is too deep");
        }
        try {
            return unguarded(in);
        } finally {
            depth--;
        }
    }

    private long unguarded(Scanner in) {
        if (in.accept("(")) {
            long value = binary(in, 0);
            if (in.accept("?")) {
                long yes = binary(in, 0);
                in.expect(":");
                long no = binary(in, 0);
                value = value != 0 ? yes : no;
            }
            in.expect(")");
            return value;
        }
        if (in.accept("~")) {
            return ~primary(in);
        }
        if (in.accept("-")) {
            return -primary(in);
        }
        if (in.accept("!")) {
            return primary(in) == 0 ? 1 : 0;
        }
        if (in.accept("'")) {
            String character = in.until('\'');
            return character.isEmpty() ? 0 : character.charAt(character.length() - 1);
        }
        String word = in.name();
        if (word.isEmpty()) {
            throw in.refused("a number is expected");
        }
        return Character.isDigit(word.charAt(0)) ? number(word) : named(in, word);
    }

    private long named(Scanner in, String name) {
        if (in.next() == '(') {
            in.balanced();
            unknown.add(name + "()");
            return 0;
        }
        @Nullable String value = macros.value(name);
        if (value == null || value.isEmpty()) {
            unknown.add(name);
            return 0;
        }
        return binary(new Scanner(value), 0);
    }

    private long binary(Scanner in, int level) {
        if (level == LEVELS.length) {
            return primary(in);
        }
        long value = binary(in, level + 1);
        while (true) {
            @Nullable String operator = operator(in, level);
            if (operator == null) {
                return value;
            }
            value = apply(in, operator, value, binary(in, level + 1));
        }
    }

    private static @Nullable String operator(Scanner in, int level) {
        for (String candidate : LEVELS[level]) {
            int before = in.position();
            if (in.accept(candidate)) {
                boolean longer =
                        candidate.length() == 1 && "|&<>=".indexOf(in.next()) >= 0 && level < 7;
                if (!longer) {
                    return candidate;
                }
                in.back(before);
            }
        }
        return null;
    }

    private static long apply(Scanner in, String operator, long a, long b) {
        if ((operator.equals("/") || operator.equals("%")) && b == 0) {
            throw in.refused("a division by zero");
        }
        return switch (operator) {
            case "||" -> a != 0 || b != 0 ? 1 : 0;
            case "&&" -> a != 0 && b != 0 ? 1 : 0;
            case "|" -> a | b;
            case "^" -> a ^ b;
            case "&" -> a & b;
            case "==" -> a == b ? 1 : 0;
            case "!=" -> a != b ? 1 : 0;
            case "<=" -> Long.compareUnsigned(a, b) <= 0 ? 1 : 0;
            case ">=" -> Long.compareUnsigned(a, b) >= 0 ? 1 : 0;
            case "<" -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
            case ">" -> Long.compareUnsigned(a, b) > 0 ? 1 : 0;
            case "<<" -> a << b;
            case ">>" -> a >>> b;
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> Long.divideUnsigned(a, b);
            default -> Long.remainderUnsigned(a, b);
        };
    }

    private static long number(String word) {
        String digits = word.replaceAll("[uUlL]+$", "");
        try {
            return digits.startsWith("0x") || digits.startsWith("0X")
                    ? Long.parseUnsignedLong(digits.substring(2), 16)
                    : digits.length() > 1 && digits.startsWith("0")
                            ? Long.parseUnsignedLong(digits, 8)
                            : Long.parseUnsignedLong(digits);
        } catch (NumberFormatException odd) {
            throw new Scanner.Refused("\"" + word + "\" is no number");
        }
    }
}
