package iovatlas.diagram.msi;

import iovatlas.kernel.Reason;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Status;

import java.util.ArrayList;
import java.util.List;

/// How the end of a message is told: the reason, and where a person sees it on a real host.
public final class HopTelling {

    private static final Field NO_NAME = new Field("name", "none");

    private HopTelling() {}

    /// True where the message ends before its goal.
    public static boolean ends(MsiHop hop) {
        return hop.status() == Status.BROKEN || hop.status() == Status.PENDING;
    }

    /// The values at the hop itself: without the place where its failure is seen, and without a
    /// name that nobody gave.
    static List<Field> here(MsiHop hop) {
        List<Field> own =
                ends(hop) && !hop.fields().isEmpty()
                        ? hop.fields().subList(0, hop.fields().size() - 1)
                        : hop.fields();
        return own.stream().filter(field -> !field.equals(NO_NAME)).toList();
    }

    /// The sentences below the strip, empty for a hop that lets the message through.
    public static List<String> sentences(MsiHop hop) {
        Reason reason = hop.reason();
        if (!ends(hop) || reason == null) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(hop.title() + ": " + reason.text());
        if (!hop.fields().isEmpty()) {
            Field seen = hop.fields().getLast();
            sentences.add(seen.name() + ": " + seen.value());
        }
        return sentences;
    }
}
