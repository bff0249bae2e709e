package iovatlas.ui.paste;

import iovatlas.diagnostic.Severity;
import iovatlas.importer.Opened;
import iovatlas.observation.Note;
import iovatlas.ui.session.Computed;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What all pieces of a box say.
///
/// @param findings one a piece, in their order
/// @param opened the machine that they are together, null when they are none
/// @param computed what the kernel makes of it, null likewise
/// @param together notes that only arose when they were put together: conflicts
/// @param failure why they are no machine, one sentence; empty when they are
public record Reading(
        List<PieceFinding> findings,
        @Nullable Opened opened,
        @Nullable Computed computed,
        List<Note> together,
        String failure) {

    /// Nothing was pasted yet.
    public static final Reading NOTHING = new Reading(List.of(), null, null, List.of(), "");

    public Reading {
        findings = List.copyOf(findings);
        together = List.copyOf(together);
    }

    public boolean isMachine() {
        return computed != null;
    }

    /// How many IOMMU faults all pieces report.
    public int faults() {
        return findings.stream().mapToInt(PieceFinding::faults).sum();
    }

    /// What the machine would be, one fact a line.
    public List<String> summary() {
        @Nullable Computed now = computed;
        if (now == null) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(
                "Linux %s on %s"
                        .formatted(
                                now.atlas().boot().release().value(),
                                now.atlas().boot().architecture().value().spelling()));
        lines.add(
                "%d functions in %d groups, %d recorded"
                        .formatted(
                                now.atlas().topology().functions().size(),
                                now.timeline().state(0).groups().groups().size(),
                                now.atlas().observation().groups().size()));
        lines.add(
                "%d IOMMUs, %d MSI controllers"
                        .formatted(
                                now.atlas().topology().iommus().size(),
                                now.atlas().topology().msiControllers().size()));
        if (!now.atlas().steps().isEmpty()) {
            lines.add("%d steps".formatted(now.atlas().steps().size()));
        }
        lines.add(problems(now));
        return lines;
    }

    private static String problems(Computed now) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            long count = now.count(severity);
            if (count > 0) {
                parts.add(
                        count
                                + " "
                                + severity.word().toLowerCase(Locale.ROOT)
                                + (count == 1 ? "" : "s"));
            }
        }
        return parts.isEmpty() ? "nothing is wrong" : String.join(", ", parts);
    }
}
