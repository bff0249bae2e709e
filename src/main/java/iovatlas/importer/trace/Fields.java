package iovatlas.importer.trace;

import java.util.Optional;
import java.util.OptionalLong;

/// The fields of one trace line: `name=value` pairs between other words.
final class Fields {

    private final String text;

    Fields(String text) {
        this.text = text;
    }

    /// The value of a field up to the next space or comma.
    Optional<String> text(String name) {
        int from = find(name);
        if (from < 0) {
            return Optional.empty();
        }
        int end = from;
        while (end < text.length() && text.charAt(end) > ' ' && text.charAt(end) != ',') {
            end++;
        }
        return end == from ? Optional.empty() : Optional.of(text.substring(from, end));
    }

    /// A field that is a number: hex with `0x`, else decimal.
    OptionalLong number(String name) {
        return text(name).map(Fields::parsed).orElse(OptionalLong.empty());
    }

    /// A field that is hex with or without `0x`, as `%llx` and `%pad` print it.
    OptionalLong hex(String name) {
        return text(name)
                .map(word -> parsed(word.startsWith("0x") ? word : "0x" + word))
                .orElse(OptionalLong.empty());
    }

    /// The number that follows a dash behind a field: the end in `iova=0x1000 - 0x2000`.
    OptionalLong end(String name) {
        int from = find(name);
        int dash = from < 0 ? -1 : text.indexOf(" -", from);
        if (dash < 0) {
            return OptionalLong.empty();
        }
        String rest = text.substring(dash + 2).stripLeading();
        int space = rest.indexOf(' ');
        return parsed(space < 0 ? rest : rest.substring(0, space));
    }

    /// The first word that is a PCI address with its segment, or empty.
    String device() {
        int at = text.indexOf(':');
        while (at >= 0) {
            int start = at;
            while (start > 0 && Character.digit(text.charAt(start - 1), 16) >= 0) {
                start--;
            }
            int end = at + 8;
            if (at - start >= 4 && at - start <= 8 && end <= text.length() && isAddress(at)) {
                return text.substring(start, end);
            }
            at = text.indexOf(':', at + 1);
        }
        return "";
    }

    /// `:bb:dd.f` from the first colon on.
    private boolean isAddress(int colon) {
        return isHex(colon + 1)
                && isHex(colon + 2)
                && text.charAt(colon + 3) == ':'
                && isHex(colon + 4)
                && isHex(colon + 5)
                && text.charAt(colon + 6) == '.'
                && text.charAt(colon + 7) >= '0'
                && text.charAt(colon + 7) <= '7';
    }

    private boolean isHex(int at) {
        return Character.digit(text.charAt(at), 16) >= 0;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private int find(String name) {
        int at = text.indexOf(name);
        while (at >= 0) {
            int equals = at + name.length();
            boolean begins = at == 0 || !isNamePart(text.charAt(at - 1));
            if (begins && equals < text.length() && text.charAt(equals) == '=') {
                return equals + 1;
            }
            at = text.indexOf(name, at + 1);
        }
        return -1;
    }

    private static OptionalLong parsed(String word) {
        boolean hex = word.startsWith("0x");
        String digits = hex ? word.substring(2) : word;
        if (digits.isEmpty() || digits.length() > (hex ? 16 : 18)) {
            return OptionalLong.empty();
        }
        for (int i = 0; i < digits.length(); i++) {
            if (Character.digit(digits.charAt(i), hex ? 16 : 10) < 0) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(hex ? Long.parseUnsignedLong(digits, 16) : Long.parseLong(digits));
    }
}
