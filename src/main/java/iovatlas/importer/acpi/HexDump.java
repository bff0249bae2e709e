package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The hex dumps in the output of `acpidump`: a heading with the name of the table, then sixteen
/// bytes a line.
public final class HexDump {

    private static final Pattern HEADING =
            Pattern.compile("^\\s*([A-Z0-9]{4})\\d{0,3} @ (?:0x)?[0-9A-Fa-f]{4,16}\\s*$");
    private static final Pattern ROW =
            Pattern.compile("^\\s*([0-9A-Fa-f]{4,8}): ((?:[0-9A-Fa-f]{2} ?){1,16})(?: .*)?$");
    private static final int MOST_BYTES = 32 << 20;

    private final List<TableText.Table> tables = new ArrayList<>();
    private final List<Note> notes;
    private String name = "";
    private int begin;
    private int ignored;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /// @param notes takes what is damaged
    public HexDump(List<Note> notes) {
        this.notes = notes;
    }

    static List<TableText.Table> read(List<String> lines, List<Note> notes) {
        HexDump dump = new HexDump(notes);
        for (int i = 0; i < lines.size(); i++) {
            if (!dump.take(i + 1, lines.get(i)) && !lines.get(i).isBlank()) {
                dump.ignored++;
            }
        }
        dump.finish();
        if (!dump.tables.isEmpty() && dump.ignored > 0) {
            notes.add(
                    Note.information(
                            "acpidump", dump.ignored + " lines belong to no table, left out"));
        }
        return dump.tables;
    }

    /// The tables, complete after the last line.
    public List<TableText.Table> tables() {
        finish();
        return List.copyOf(tables);
    }

    /// Takes a line.
    ///
    /// @param number its 1-based number
    /// @return false when it is no part of a dump
    public boolean take(int number, String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            finish();
            name = heading.group(1);
            begin = number;
            return true;
        }
        Matcher row = ROW.matcher(line);
        if (name.isEmpty() || !row.matches()) {
            return false;
        }
        if (Long.parseLong(row.group(1), 16) != bytes.size() || bytes.size() > MOST_BYTES) {
            notes.add(
                    Note.warning(
                            "line " + number,
                            "the dump of %s goes on at 0x%s, but 0x%x bytes came before; the rest is"
                                            .formatted(name, row.group(1), bytes.size())
                                    + " left out"));
            finish();
            return true;
        }
        for (String hex : row.group(2).strip().split(" ", -1)) {
            bytes.write(Integer.parseInt(hex, 16));
        }
        return true;
    }

    private void finish() {
        if (!name.isEmpty() && bytes.size() > 0) {
            byte[] table = bytes.toByteArray();
            String signature =
                    new String(table, 0, Math.min(4, table.length), StandardCharsets.ISO_8859_1);
            tables.add(new TableText.Table(signature, begin, table));
        }
        name = "";
        bytes = new ByteArrayOutputStream();
    }
}
