package iovatlas.importer.report;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The tables in the text that `acpidump` prints: a heading with the signature, then rows of bytes.
final class AcpiDump {

    private static final Pattern HEADING =
            Pattern.compile("^\\s*([A-Z0-9]{4})\\d{0,3} @ (?:0x)?[0-9A-Fa-f]{4,16}\\s*$");
    private static final Pattern ROW =
            Pattern.compile(
                    "^\\s*([0-9A-Fa-f]{4,8}): ((?:[0-9A-Fa-f]{2} ){0,15}[0-9A-Fa-f]{2})(?: .*)?$");
    private static final int MOST_BYTES = 32 << 20;

    private final Map<String, ByteArrayOutputStream> tables = new LinkedHashMap<>();
    private final Map<String, Integer> heads = new LinkedHashMap<>();
    private @Nullable ByteArrayOutputStream open;

    /// Takes a line.
    ///
    /// @return false when it is no part of a dump
    boolean take(String line) {
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            begin(heading.group(1));
            return true;
        }
        Matcher row = open == null ? null : ROW.matcher(line);
        if (open == null || row == null || !row.matches()) {
            open = null;
            return false;
        }
        long offset = Long.parseLong(row.group(1), 16);
        if (offset != open.size() || offset > MOST_BYTES) {
            return true;
        }
        for (String word : row.group(2).split(" ", -1)) {
            open.write(Integer.parseInt(word, 16));
        }
        return true;
    }

    /// A second table of one name, as SSDTs have, gets a number behind it.
    private void begin(String signature) {
        int index = heads.merge(signature, 1, Integer::sum);
        open = new ByteArrayOutputStream();
        tables.put(index == 1 ? signature : signature + index, open);
    }

    /// The tables by name; rows that were missing leave a table short.
    Map<String, byte[]> tables() {
        Map<String, byte[]> result = new LinkedHashMap<>();
        tables.forEach((name, bytes) -> {
            if (bytes.size() > 0) {
                result.put(name, bytes.toByteArray());
            }
        });
        return result;
    }
}
