package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// ACPI tables found in a text.
///
/// @param tables in the text's order
/// @param notes what was not understood
public record TableText(List<Table> tables, List<Note> notes) {

    private static final Pattern DISASSEMBLY =
            Pattern.compile("(?m)^\\s*\\[0{3,4}h? +0{3,4} +\\w+\\]\\s+Signature : \"[A-Z0-9]{4}\"");
    private static final Pattern DUMP =
            Pattern.compile(
                    "(?m)^\\s*[A-Z0-9]{4} @ 0x[0-9A-Fa-f]+\\s*\\R\\s*0{4,8}: ([0-9A-Fa-f]{2} ){4}");

    public TableText {
        tables = List.copyOf(tables);
        notes = List.copyOf(notes);
    }

    /// One table as bytes, header included.
    ///
    /// @param signature four letters as its own first bytes spell them
    /// @param line 1-based line where it begins
    @SuppressWarnings("ArrayRecordComponent")
    public record Table(String signature, int line, byte[] bytes) {}

    /// Whether a text is one that `acpidump` wrote.
    public static boolean isDump(String text) {
        return DUMP.matcher(text).find();
    }

    /// Whether a text is one that `iasl -d` made of a table of data.
    public static boolean isDisassembly(String text) {
        return DISASSEMBLY.matcher(text).find();
    }

    /// Reads every table of a text of either kind; a text with none gives none.
    public static TableText read(List<String> lines) {
        List<Note> notes = new ArrayList<>();
        List<Table> tables = new ArrayList<>(HexDump.read(lines, notes));
        if (tables.isEmpty()) {
            tables.addAll(Disassembly.read(lines, notes));
        }
        return new TableText(tables, notes);
    }
}
