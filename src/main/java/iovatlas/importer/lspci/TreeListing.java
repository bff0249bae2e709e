package iovatlas.importer.lspci;

import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the pictures that `lspci -t` and `-tv` draw: which function leads to which buses. A column
/// of the picture belongs to a bus as long as its line goes on below.
final class TreeListing {

    private static final Pattern START =
            Pattern.compile(
                    "^\\s*(?:[-|\\\\+"
                        + " ]{0,40})\\[(?:([0-9a-f]{4,8}):)?([0-9a-f]{2})(?:-[0-9a-f]{2})?\\]-");
    private static final Pattern BRANCH = Pattern.compile("^[\\s|]*[+\\\\]-.*");
    private static final Pattern SLOT =
            Pattern.compile(
                    "(?:([0-9a-f]{2})\\.([0-7]))(?:-\\[([0-9a-f]{2})(?:-([0-9a-f]{2}))?\\])?");

    /// A function of the picture.
    ///
    /// @param buses below it, null for none
    /// @param text what `-v` prints behind it, often empty
    record Branch(PciAddress at, @Nullable BusRange buses, String text) {}

    /// The bus whose functions stand at a column.
    private final TreeMap<Integer, Integer> busAt = new TreeMap<>();

    private int segment;
    private boolean open;

    /// Whether the line can be part of a picture.
    boolean accepts(String line) {
        return START.matcher(line).find() || (open && BRANCH.matcher(line).matches());
    }

    /// No further line belongs to the picture.
    void close() {
        open = false;
        busAt.clear();
    }

    /// The functions of one line of the picture, outermost first.
    List<Branch> read(String line) {
        Matcher start = START.matcher(line);
        int column = 0;
        int bus = -1;
        if (start.find()) {
            segment = start.group(1) == null ? 0 : Integer.parseUnsignedInt(start.group(1), 16);
            bus = Integer.parseInt(start.group(2), 16);
            column = start.end();
            open = true;
            busAt.clear();
        }
        List<Branch> branches = new ArrayList<>();
        Matcher slot = SLOT.matcher(line);
        while (segment >= 0 && slot.find(column)) {
            int joint = joint(line, slot.start());
            @Nullable Integer here = bus >= 0 ? (Integer) bus : busAt.get(joint);
            if (here == null || Integer.parseInt(slot.group(1), 16) > 31) {
                break;
            }
            busAt.tailMap(joint, true).clear();
            busAt.put(joint, here);
            @Nullable BusRange below = below(slot);
            String rest = line.substring(slot.end());
            branches.add(
                    new Branch(
                            new PciAddress(
                                    segment,
                                    here,
                                    Integer.parseInt(slot.group(1), 16),
                                    Integer.parseInt(slot.group(2))),
                            below,
                            below == null ? rest.strip() : ""));
            if (below == null) {
                break;
            }
            bus = below.first();
            column = slot.end();
        }
        return branches;
    }

    /// Where the branch of a slot begins: at its `+` or `\`, or at the dashes' end for a lone one.
    private static int joint(String line, int slotStart) {
        int at = slotStart - 1;
        while (at > 0 && line.charAt(at) == '-') {
            at--;
        }
        return at;
    }

    private static @Nullable BusRange below(Matcher slot) {
        if (slot.group(3) == null) {
            return null;
        }
        int first = Integer.parseInt(slot.group(3), 16);
        int last = slot.group(4) == null ? first : Integer.parseInt(slot.group(4), 16);
        return first == 0 || last < first ? null : new BusRange(first, last);
    }
}
