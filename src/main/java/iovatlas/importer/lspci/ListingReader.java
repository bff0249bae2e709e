package iovatlas.importer.lspci;

import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a listing line by line. Lines that a mail program wrapped must have been joined before.
public final class ListingReader {

    private static final Pattern HEX =
            Pattern.compile("^\\s*([0-9a-f]{2,3}): ((?:[0-9a-f]{2} ){0,15}[0-9a-f]{2}) *$");
    private static final Pattern GROUP =
            Pattern.compile(
                    "^[\\s#*=-]*(?:IOMMU )?[Gg]roup[ :]{1,3}(\\d{1,9})\\b[ :.#*=-]*(.*)$",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern GROUP_PATH =
            Pattern.compile(
                    "iommu_groups/(\\d{1,9})/devices/((?:[0-9a-f]{4,8}:)[0-9a-f]{2}:[01][0-9a-f]\\.[0-7])");

    /// More than the largest machines have; each takes some kilobytes while it is read.
    private static final int MOST_FUNCTIONS = 20_000;

    private final Map<PciAddress, ListedFunction> functions = new LinkedHashMap<>();
    private final TreeListing tree = new TreeListing();
    private final GroupTable table = new GroupTable();
    private @Nullable ListedFunction function;
    private @Nullable DetailText detail;
    private @Nullable Integer group;
    private boolean underHeading;

    /// The functions in the order in which the text first names them.
    public Collection<ListedFunction> functions() {
        return Collections.unmodifiableCollection(functions.values());
    }

    /// Whether a line begins something of a listing, so that it is no rest of a wrapped line.
    public boolean begins(String line) {
        return TitleLine.parse(line).filter(TitleLine::isListed).isPresent()
                || HEX.matcher(line).matches()
                || MachineBlock.accepts(line)
                || tree.accepts(line)
                || table.accepts(line)
                || GROUP_PATH.matcher(line).find()
                || isGroup(line);
    }

    /// Whether the lines after this one may be rests of wrapped lines.
    public boolean inFunction() {
        return function != null;
    }

    /// Takes a line.
    ///
    /// @param number of the line in the text, from 1
    /// @return false when it is no part of a listing
    public boolean take(int number, String line) {
        if (line.isBlank()) {
            end();
            return true;
        }
        Matcher path = GROUP_PATH.matcher(line);
        if (path.find() && PciAddress.isAddress(path.group(2))) {
            end();
            at(PciAddress.parse(path.group(2)), number).group(Integer.parseInt(path.group(1)));
            return true;
        }
        if (tree.accepts(line)) {
            tree.read(line).forEach(branch -> grow(branch, number));
            return true;
        }
        tree.close();
        if (table.accepts(line)) {
            table.read(line).ifPresent(row -> fill(row, number));
            return true;
        }
        table.close();
        return block(number, line)
                || title(number, line)
                || heading(number, line)
                || hex(line)
                || below(line);
    }

    private boolean block(int number, String line) {
        Optional<PciAddress> begun = MachineBlock.begun(line);
        if (begun.isPresent()) {
            end();
            group = null;
            function = at(begun.get(), number);
            return true;
        }
        return function != null && detail == null && MachineBlock.take(function, line);
    }

    private void end() {
        function = null;
        detail = null;
        underHeading = false;
        tree.close();
    }

    private static boolean isGroup(String line) {
        Matcher heading = GROUP.matcher(line);
        return heading.matches()
                && (heading.group(2).isBlank() || TitleLine.parse(heading.group(2)).isPresent());
    }

    private boolean heading(int number, String line) {
        Matcher heading = GROUP.matcher(line);
        boolean indentedDetail = function != null && Character.isWhitespace(line.charAt(0));
        if (!heading.matches()
                || !isGroup(line)
                || (indentedDetail && line.contains("IOMMU group:"))) {
            return false;
        }
        end();
        group = Integer.valueOf(heading.group(1));
        underHeading = heading.group(2).isBlank();
        if (!underHeading) {
            title(number, " " + heading.group(2));
        }
        return true;
    }

    private boolean title(int number, String line) {
        Optional<TitleLine> title = TitleLine.parse(line).filter(TitleLine::isListed);
        if (title.isEmpty()) {
            return false;
        }
        boolean indented = Character.isWhitespace(line.charAt(0));
        ListedFunction here = at(title.get().at(), number);
        title.get().encode(here.config());
        if (group != null && (indented || underHeading)) {
            here.group(group);
        }
        if (!indented && !underHeading) {
            group = null;
        }
        function = here;
        detail = new DetailText(here);
        return true;
    }

    private boolean hex(String line) {
        Matcher hex = HEX.matcher(line);
        if (function == null || !hex.matches()) {
            return false;
        }
        String[] words = hex.group(2).split(" ", -1);
        byte[] row = new byte[words.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = (byte) Integer.parseInt(words[i], 16);
        }
        function.config().dump(Integer.parseInt(hex.group(1), 16), row);
        return true;
    }

    private boolean below(String line) {
        if (detail == null || !Character.isWhitespace(line.charAt(0))) {
            return false;
        }
        detail.take(line.strip());
        return true;
    }

    private void fill(GroupTable.Row row, int number) {
        ListedFunction here = at(row.at(), number);
        table.encode(row, here.config());
        row.group().ifPresent(here::group);
        function = null;
        detail = null;
    }

    private void grow(TreeListing.Branch branch, int number) {
        ListedFunction here = at(branch.at(), number);
        if (branch.buses() != null) {
            here.buses(branch.buses());
        }
        function = null;
        detail = null;
    }

    /// What goes beyond the most functions is read and forgotten.
    private ListedFunction at(PciAddress at, int number) {
        if (functions.size() >= MOST_FUNCTIONS && !functions.containsKey(at)) {
            return new ListedFunction(at, number);
        }
        return functions.computeIfAbsent(at, key -> new ListedFunction(key, number));
    }
}
