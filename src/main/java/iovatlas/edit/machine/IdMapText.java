package iovatlas.edit.machine;

import iovatlas.address.Hex;
import iovatlas.topology.IdMap;
import iovatlas.topology.RequesterId;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An ID map in a few words.
public final class IdMapText {

    private static final Pattern WIRED =
            Pattern.compile("\\s*\\(wired to (0x[0-9a-fA-F]+)\\)\\s*$");

    private IdMapText() {}

    /// `0x0000-ffff → 0x0`.
    public static String of(IdMap map) {
        Integer wired = map.wired();
        return "%s-%04x \u2192 0x%x".formatted(map.first(), map.last().bits(), map.output())
                + (wired == null ? "" : " (wired to 0x%x)".formatted(wired));
    }

    /// Reads `0x0000-0xffff → 0x0`, also with `->` or a blank for the arrow, and with the
    /// `(wired to 0x10)` that [#of] writes.
    ///
    /// @param map gives role, segment and target
    /// @throws IllegalArgumentException for anything else
    public static IdMap parse(IdMap map, String text) {
        Matcher wired = WIRED.matcher(text);
        String range = wired.replaceFirst("");
        String[] parts = range.strip().split("\\s*(?:\u2192|->|\\s)\\s*", -1);
        String[] ends = parts[0].split("-", -1);
        if (parts.length != 2 || ends.length > 2) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a range such as 0x0000-0xffff -> 0x0.");
        }
        RequesterId first = id(ends[0]);
        RequesterId last = ends.length == 1 ? first : id(ends[1]);
        return new IdMap(
                map.role(),
                map.segment(),
                first,
                last,
                map.target(),
                (int) Hex.parseUnsigned(parts[1]),
                wired.reset().find() ? (int) Hex.parseUnsigned(wired.group(1)) : null);
    }

    private static RequesterId id(String text) {
        String digits = text.strip().replaceFirst("^0[xX]", "");
        long bits = Hex.parseBareHex(digits);
        if (bits < 0 || bits > 0xffff) {
            throw new IllegalArgumentException("A requester ID has 16 bits: " + text);
        }
        return new RequesterId((int) bits);
    }
}
