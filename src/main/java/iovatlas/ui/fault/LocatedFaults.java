package iovatlas.ui.fault;

import iovatlas.diagnostic.fault.FaultLines;
import iovatlas.diagnostic.fault.FaultLocator;
import iovatlas.diagnostic.fault.FaultPlace;
import iovatlas.diagnostic.fault.FaultSummary;
import iovatlas.importer.mail.LogText;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.List;

/// The faults of a log on a machine.
///
/// @param lines how many lines the log has
/// @param read what was found in them
/// @param places the different faults, those of one kind together
/// @param kinds how many there are of each kind
/// @param step after which step they were looked at
public record LocatedFaults(
        int lines, FaultLines read, List<FaultPlace> places, List<FaultSummary> kinds, int step) {

    /// No log yet.
    public static final LocatedFaults NOTHING =
            new LocatedFaults(0, FaultLines.of(List.of()), List.of(), List.of(), 0);

    public LocatedFaults {
        places = List.copyOf(places);
        kinds = List.copyOf(kinds);
    }

    static LocatedFaults of(String text, Computed now) {
        List<String> lines = LogText.lines(text);
        FaultLines read = FaultLines.of(lines);
        List<FaultPlace> located =
                new FaultLocator(now.timeline(), now.step()).locate(read.faults());
        List<FaultSummary> kinds = FaultSummary.of(located);
        return new LocatedFaults(
                lines.size(),
                read,
                kinds.stream().flatMap(kind -> kind.places().stream()).toList(),
                kinds,
                now.step());
    }

    /// What was found, in a few sentences.
    public List<String> summary() {
        List<String> sentences = new ArrayList<>();
        if (places.isEmpty()) {
            sentences.add(
                    lines == 0
                            ? "Paste the lines of a fault above: from dmesg, the journal or a"
                                    + " trace."
                            : "No fault among %d %s. Known are the lines of VT-d, AMD-Vi, SMMUv2, SMMUv3, virtio-iommu and the trace event io_page_fault."
                                    .formatted(lines, lines == 1 ? "line" : "lines"));
        }
        for (FaultSummary kind : kinds) {
            if (kind.places().size() > 1) {
                sentences.add(
                        kind.first().fault().reporter().word()
                                + ", "
                                + kind.first().fault().access().phrase()
                                + ": "
                                + kind.text());
            }
        }
        if (read.suppressed() > 0) {
            sentences.add("The kernel left out %d more messages.".formatted(read.suppressed()));
        }
        if (read.lost() > 0) {
            sentences.add("Events were lost: the IOMMU's event queue ran over.");
        }
        return sentences;
    }
}
