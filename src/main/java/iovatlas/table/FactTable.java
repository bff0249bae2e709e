package iovatlas.table;

import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Facts as rows and columns.
///
/// @param columns the headings
/// @param rows in the order of the thing that they are about
public record FactTable(List<String> columns, List<Row> rows) {

    /// A row.
    ///
    /// @param element what it is about, null for nothing that can be selected
    /// @param cells as many as there are columns
    public record Row(@Nullable ElementId element, List<String> cells) {

        public Row {
            cells = List.copyOf(cells);
        }

        public static Row of(@Nullable ElementId element, String... cells) {
            return new Row(element, List.of(cells));
        }

        /// Whether any cell contains the words, in whatever case.
        public boolean contains(String words) {
            String wanted = words.strip().toLowerCase(Locale.ROOT);
            return cells.stream().anyMatch(c -> c.toLowerCase(Locale.ROOT).contains(wanted));
        }
    }

    public FactTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// With the rows that contain the words.
    public FactTable filtered(String words) {
        return words.isBlank()
                ? this
                : new FactTable(columns, rows.stream().filter(row -> row.contains(words)).toList());
    }

    /// Comma-separated values as of RFC 4180, with a heading, lines ended by a line feed.
    public String csv() {
        StringBuilder text = new StringBuilder(csvLine(columns));
        rows.forEach(row -> text.append(csvLine(row.cells())));
        return text.toString();
    }

    /// Columns aligned by blanks, with a heading.
    public String text() {
        int[] widths = new int[columns.size()];
        widen(widths, columns);
        rows.forEach(row -> widen(widths, row.cells()));
        StringBuilder text = new StringBuilder(line(widths, columns));
        rows.forEach(row -> text.append(line(widths, row.cells())));
        return text.toString();
    }

    private static void widen(int[] widths, List<String> cells) {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.max(widths[i], cells.get(i).length());
        }
    }

    private static String line(int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
        }
        return line.toString().stripTrailing() + "\n";
    }

    private static String csvLine(List<String> cells) {
        return cells.stream().map(FactTable::quoted).collect(Collectors.joining(",", "", "\n"));
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[\",\\r\\n].*")
                ? "\"" + cell.replace("\"", "\"\"") + "\""
                : cell;
    }
}
