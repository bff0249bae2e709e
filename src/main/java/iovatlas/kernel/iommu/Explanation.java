package iovatlas.kernel.iommu;

import iovatlas.kernel.Reason;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// Why two functions are in one group, or why they are not.
///
/// @param first one function
/// @param second the other
/// @param together whether they share a group
/// @param chain how each link of the chain from the first to the second came about; for functions
///     that are not together, how each came to where it is
/// @param refusals why a function without group has none
/// @param separations the smallest changes that would part them; empty when they are apart
/// @param notes what else a reader has to know
public record Explanation(
        PciAddress first,
        PciAddress second,
        boolean together,
        List<JoinLink> chain,
        List<Reason> refusals,
        List<Separation> separations,
        List<String> notes) {

    public Explanation {
        chain = List.copyOf(chain);
        refusals = List.copyOf(refusals);
        separations = List.copyOf(separations);
        notes = List.copyOf(notes);
    }

    /// The explanation in plain English, one thing a line; lines that begin with two spaces belong
    /// to the line above.
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        for (JoinLink link : chain) {
            PciAddress through = link.through();
            lines.add(
                    through == null
                            ? link.joined() + " founded its group"
                            : link.joined() + " joined the group of " + through);
            link.reasons().forEach(reason -> lines.add("  " + sentence(reason)));
        }
        refusals.forEach(reason -> lines.add(sentence(reason)));
        separations.forEach(change -> lines.addAll(change.lines()));
        notes.forEach(note -> lines.add("note: " + note));
        return lines;
    }

    private String headline() {
        if (first.equals(second)) {
            return first + ":";
        }
        return together
                ? first + " and " + second + " share a group"
                : first + " and " + second + " do not share a group";
    }

    private static String sentence(Reason reason) {
        return reason.text() + " (" + reason.rule().source() + ")";
    }
}
