package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A table of data as `iasl -d` prints it: one field a line, with its offset and its length. Where
/// the raw bytes stand below the fields, these count.
final class Disassembly {

    private static final Pattern FIELD =
            Pattern.compile(
                    "^\\s*\\[([0-9A-Fa-f]{3,8})h? +(\\d{3,10}) +([0-9A-Fa-f]+)(h?)\\]"
                            + "\\s*[^:\"]{0,80} : (.*)$");
    private static final Pattern RAW_HEADING =
            Pattern.compile("^\\s*Raw Table Data: Length (\\d{1,9}) .*");
    private static final Pattern RAW =
            Pattern.compile("^\\s*([0-9A-Fa-f]{4,8}): ((?:[0-9A-Fa-f]{2} ?){1,16})\\s*(?://.*)?$");
    private static final Pattern MORE_BYTES =
            Pattern.compile("^\\s*((?:[0-9A-Fa-f]{2} ){0,63}[0-9A-Fa-f]{2})(?:\\s*/\\*.*)?\\s*$");
    private static final int LONGEST = 16 << 20;
    private static final int MOST_PADDING = 16;

    private final List<Note> notes;
    private final List<TableText.Table> tables = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int begin;
    private int next;
    private int end;
    private int ignored;

    private Disassembly(List<Note> notes) {
        this.notes = notes;
    }

    static List<TableText.Table> read(List<String> lines, List<Note> notes) {
        Disassembly text = new Disassembly(notes);
        for (int i = 0; i < lines.size(); i++) {
            text.line(i + 1, lines.get(i));
        }
        text.finish();
        return text.tables;
    }

    private void line(int number, String line) {
        Matcher field = FIELD.matcher(line);
        if (field.matches()) {
            field(number, field);
            return;
        }
        Matcher raw = RAW.matcher(line);
        if (begin > 0 && raw.matches()) {
            put(number, Integer.parseUnsignedInt(raw.group(1), 16), list(raw.group(2)));
            return;
        }
        Matcher more = MORE_BYTES.matcher(line);
        if (next < end && more.matches()) {
            byte[] rest = list(more.group(1));
            put(number, next, Arrays.copyOf(rest, Math.min(rest.length, end - next)));
            next += rest.length;
        } else if (begin > 0 && !line.isBlank() && !RAW_HEADING.matcher(line).matches()) {
            // Decoded flag bits and comments repeat what a field's number says.
            ignored++;
        }
    }

    private void field(int number, Matcher field) {
        long at = Long.parseLong(field.group(1), 16);
        long length =
                field.group(3).length() > 7
                        ? LONGEST
                        : Integer.parseInt(field.group(3), field.group(4).isEmpty() ? 10 : 16);
        if (at + length > LONGEST) {
            notes.add(Note.warning("line " + number, "the field lies outside any table, left out"));
            return;
        }
        if (at == 0 && length == 4 && field.group(5).startsWith("\"")) {
            finish();
            begin = number;
        }
        byte[] value = value(field.group(5), (int) length);
        if (begin == 0 || value.length == 0) {
            ignored += value.length == 0 ? 1 : 0;
            return;
        }
        put(number, (int) at, value);
        next = (int) at + value.length;
        end = (int) (at + length);
    }

    /// The bytes of a field; none when the value is of no known form.
    private static byte[] value(String text, int length) {
        if (text.startsWith("\"")) {
            int close = text.lastIndexOf('"');
            byte[] letters =
                    text.substring(1, Math.max(1, close)).getBytes(StandardCharsets.ISO_8859_1);
            return Arrays.copyOf(letters, length);
        }
        int bracket = text.indexOf('[');
        String plain = (bracket < 0 ? text : text.substring(0, bracket)).strip();
        if (plain.matches("[0-9A-Fa-f]{2}([ ,][0-9A-Fa-f]{2})+")) {
            return list(plain.replace(',', ' '));
        }
        if (!plain.matches("[0-9A-Fa-f]{1,16}") || length > 8) {
            return new byte[0];
        }
        long number = Long.parseUnsignedLong(plain, 16);
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) (number >>> (8 * i));
        }
        return value;
    }

    private static byte[] list(String hex) {
        String[] words = hex.strip().split(" +", -1);
        byte[] value = new byte[words.length];
        for (int i = 0; i < words.length; i++) {
            value[i] = (byte) Integer.parseInt(words[i], 16);
        }
        return value;
    }

    private void put(int number, int at, byte[] value) {
        if (at < 0 || at > LONGEST - value.length) {
            notes.add(Note.warning("line " + number, "the bytes lie outside any table, left out"));
            return;
        }
        if (at + value.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, at + value.length);
        }
        System.arraycopy(value, 0, bytes, at, value.length);
    }

    /// Padding behind the last field is not printed.
    private void pad() {
        int stated =
                bytes.length >= 8
                        ? ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(4)
                        : 0;
        if (stated > bytes.length && stated - bytes.length < MOST_PADDING) {
            bytes = Arrays.copyOf(bytes, stated);
        }
    }

    private void finish() {
        if (begin > 0 && bytes.length >= 4) {
            String signature = new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
            pad();
            tables.add(new TableText.Table(signature, begin, bytes));
            if (ignored > 0) {
                notes.add(
                        Note.information(
                                signature,
                                ignored
                                        + " lines of the disassembly repeat what fields say or are"
                                        + " remarks, left out"));
            }
        }
        bytes = new byte[0];
        begin = 0;
        next = 0;
        end = 0;
        ignored = 0;
    }
}
