package iovatlas.importer.report;

import java.util.List;

/// Which lines of a report nothing understands; for marking them while somebody types.
public final class UnknownLines {

    private UnknownLines() {}

    /// @return 1-based line numbers, ascending; empty when nothing in the text tells of a machine
    public static List<Integer> of(String text) {
        if (GroupsFile.read("", text).isPresent()) {
            return List.of();
        }
        Report report = ReportReader.read("", text);
        return report.isEmpty() ? List.of() : report.unknown();
    }
}
