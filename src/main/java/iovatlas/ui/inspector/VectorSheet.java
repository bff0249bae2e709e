package iovatlas.ui.inspector;

import iovatlas.atlas.MsiVector;
import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sheet of a vector: its way hop by hop.
final class VectorSheet {

    private static final int FIELDS = 3;

    private VectorSheet() {}

    static Optional<Sheet> of(Computed now, ElementId.OfVector vector) {
        return HopSheet.path(now, vector.at(), vector.vector()).map(path -> of(now, vector, path));
    }

    private static Sheet of(Computed now, ElementId.OfVector vector, MsiPath path) {
        SheetMaker sheet =
                new SheetMaker(
                        now,
                        "%s  %s %d"
                                .formatted(
                                        vector.at().shortText(),
                                        MsiVector.word(path.index()),
                                        vector.vector()));
        sheet.computed("Verdict", path.verdict().word(), verdict(now, path));
        HopWhys whys = new HopWhys(now);
        RecordedPath seen = HopSheet.recorded(now, path);
        for (int i = 0; i < path.hops().size(); i++) {
            MsiHop hop = path.hops().get(i);
            sheet.computed(mark(hop.status()) + hop.title(), fields(hop), whys.of(hop));
            seen.at(i)
                    .forEach(
                            s -> sheet.computed("   " + s.name(), HopSheet.line(s), HopSheet.SEEN));
        }
        sheet.verdict(path.verdict().word());
        sheet.why(path.summary());
        path.hops().stream().map(MsiHop::reason).flatMap(Stream::ofNullable).forEach(sheet::why);
        return sheet.problems(Set.of(vector), "").make();
    }

    private static Why verdict(Computed now, MsiPath path) {
        return Why.of(path.summary()).and(path.ending().map(new HopWhys(now)::of).orElse(Why.NONE));
    }

    private static String fields(MsiHop hop) {
        return hop.fields().stream()
                .limit(FIELDS)
                .map(f -> (f.name() + " " + f.value()).strip())
                .collect(Collectors.joining(", "));
    }

    private static String mark(MsiHop.Status status) {
        return switch (status) {
            case OK -> "\u2713 ";
            case BROKEN -> "\u2715 ";
            case PENDING -> "\u2026 ";
            case NOT_REACHED -> "\u00b7 ";
        };
    }
}
