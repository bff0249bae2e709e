package iovatlas.importer.acpi.aml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes of one table and a place in them that moves forward. Reading over the end, or more
/// steps than a table can need, ends with [Outside].
final class AmlCode {

    /// The reader has left what it understands.
    static final class Outside extends RuntimeException {
        @java.io.Serial private static final long serialVersionUID = 1L;

        Outside(String message) {
            super(message, null, false, false);
        }
    }

    private static final int MOST_STEPS = 2_000_000;

    private final byte[] bytes;
    private int at;
    private int steps;

    AmlCode(byte[] bytes, int start) {
        this.bytes = bytes;
        this.at = start;
    }

    /// Another reader of the same bytes at the same place.
    AmlCode copy() {
        return new AmlCode(bytes, at);
    }

    int at() {
        return at;
    }

    int size() {
        return bytes.length;
    }

    void jump(int offset) {
        at = offset;
    }

    int peek() {
        return at < bytes.length ? bytes[at] & 0xff : -1;
    }

    int peekNext() {
        return at + 1 < bytes.length ? bytes[at + 1] & 0xff : -1;
    }

    int u8() {
        if (at < 0 || at >= bytes.length || ++steps > MOST_STEPS) {
            throw new Outside("the code ends unexpectedly");
        }
        return bytes[at++] & 0xff;
    }

    /// A little-endian number of `size` bytes.
    long number(int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (long) u8() << (8 * i);
        }
        return value;
    }

    /// Reads a package length and answers where the package ends.
    int packageEnd() {
        int start = at;
        int lead = u8();
        int more = lead >> 6;
        int length = more == 0 ? lead & 0x3f : lead & 0x0f;
        for (int i = 0; i < more; i++) {
            length |= u8() << (4 + 8 * i);
        }
        int end = start + length;
        if (end < at || end > bytes.length) {
            throw new Outside("a package does not fit");
        }
        return end;
    }

    byte[] upTo(int end) {
        byte[] part = Arrays.copyOfRange(bytes, at, Math.max(at, end));
        at = Math.max(at, end);
        return part;
    }

    /// Text up to its NUL.
    String text() {
        StringBuilder text = new StringBuilder();
        for (int c = u8(); c != 0; c = u8()) {
            text.append((char) c);
        }
        return text.toString();
    }

    /// A name with its prefixes: `\`, any number of `^`, then names joined by dots; empty for the
    /// null name.
    String name() {
        StringBuilder name = new StringBuilder();
        while (peek() == '\\' || peek() == '^') {
            name.append((char) u8());
        }
        int count = 1;
        switch (peek()) {
            case 0 -> {
                u8();
                return name.toString();
            }
            case 0x2e -> {
                u8();
                count = 2;
            }
            case 0x2f -> {
                u8();
                count = u8();
            }
            default -> {
                // A single segment.
            }
        }
        for (int i = 0; i < count; i++) {
            name.append(i == 0 ? "" : ".").append(segment());
        }
        return name.toString();
    }

    boolean isName() {
        int c = peek();
        return c == '\\' || c == '^' || c == 0x2e || c == 0x2f || isLead(c);
    }

    private static boolean isLead(int c) {
        return (c >= 'A' && c <= 'Z') || c == '_';
    }

    private String segment() {
        if (!isLead(peek())) {
            throw new Outside("0x%02x begins no name".formatted(peek()));
        }
        byte[] four = {(byte) u8(), (byte) u8(), (byte) u8(), (byte) u8()};
        return new String(four, StandardCharsets.ISO_8859_1);
    }
}
