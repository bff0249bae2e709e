package iovatlas.importer.lspci;

import iovatlas.importer.pci.ConfigImage;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// A table of functions and their groups with a heading, as `pvesh get /nodes/NODE/hardware/pci` prints
/// it: the columns `id` and `iommugroup` count, `class`, `vendor` and `device` where they are there.
final class GroupTable {

    private static final Pattern EDGE = Pattern.compile("[│|]");
    private static final Pattern RULE = Pattern.compile("^[\\s─━═│╞╪╡├┼┤┌┬┐└┴┘+|=-]*$");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-f]{1,6}");

    /// A row.
    ///
    /// @param group empty for a function without one
    record Row(PciAddress at, OptionalInt group, List<String> cells) {}

    private List<String> heading = List.of();

    /// Whether a line is the heading of such a table, a line of the one that was begun, or a rule.
    boolean accepts(String line) {
        if (RULE.matcher(line).matches()) {
            return !line.isBlank();
        }
        if (line.indexOf('│') < 0 && line.indexOf('|') < 0) {
            return false;
        }
        List<String> cells = cells(line);
        return (cells.contains("id") && cells.contains("iommugroup")) || row(cells).isPresent();
    }

    /// The function of a line, empty for a heading and for lines that only part others.
    Optional<Row> read(String line) {
        List<String> cells = cells(line);
        if (cells.contains("id") && cells.contains("iommugroup")) {
            heading = cells;
            return Optional.empty();
        }
        return row(cells);
    }

    /// No further line belongs to the table.
    void close() {
        heading = List.of();
    }

    /// Writes what a row tells besides the group.
    void encode(Row row, ConfigImage config) {
        hex(row.cells(), "vendor").ifPresent(value -> config.u16(0x00, value));
        hex(row.cells(), "device").ifPresent(value -> config.u16(0x02, value));
        hex(row.cells(), "class")
                .ifPresent(value -> {
                    config.u8(0x09, value);
                    config.u16(0x0a, value >> 8);
                    config.u8(0x0e, value >> 8 == 0x0604 ? 1 : 0);
                });
    }

    private Optional<Row> row(List<String> cells) {
        Optional<String> id = cell(cells, "id").filter(PciAddress::isAddress);
        return id.map(text -> {
            OptionalInt group =
                    cell(cells, "iommugroup")
                            .filter(NUMBER.asMatchPredicate())
                            .map(number -> OptionalInt.of(Integer.parseInt(number)))
                            .orElse(OptionalInt.empty());
            return new Row(PciAddress.parse(text), group, cells);
        });
    }

    private OptionalInt hex(List<String> cells, String column) {
        return cell(cells, column)
                .filter(HEX.asMatchPredicate())
                .map(text -> OptionalInt.of(Integer.parseInt(text.substring(2), 16)))
                .orElse(OptionalInt.empty());
    }

    private Optional<String> cell(List<String> cells, String column) {
        int index = heading.indexOf(column);
        return index >= 0 && index < cells.size()
                ? Optional.of(cells.get(index))
                : Optional.empty();
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : EDGE.split(line, -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }
}
