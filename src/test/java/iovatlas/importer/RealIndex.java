package iovatlas.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The index of the published files, as far as it promises counts.
final class RealIndex {

    static final Path DATA =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("real-data");

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| \\d+ \\|.*");

    private RealIndex() {}

    /// One file.
    ///
    /// @param file relative to the data
    /// @param expected what the index promises, in its words
    record Row(String file, String expected) {

        Path path() {
            return DATA.resolve(file);
        }

        /// The first number that stands before some words.
        OptionalInt before(String words) {
            Matcher matcher = Pattern.compile("(\\d+) " + words).matcher(expected);
            return matcher.find()
                    ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
                    : OptionalInt.empty();
        }

        /// The file of groups that the row names, relative to the data; empty for none.
        String groups() {
            Matcher matcher = Pattern.compile("real groups in `([^`]+)`").matcher(expected);
            return matcher.find()
                    ? DATA.relativize(path().resolveSibling(matcher.group(1))).toString()
                    : "";
        }
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(DATA.resolve("README.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String[] cells = line.split("\\|", -1);
                rows.add(new Row(row.group(1), cells[cells.length - 2].strip()));
            }
        }
        return rows;
    }
}
