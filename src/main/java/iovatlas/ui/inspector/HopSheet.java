package iovatlas.ui.inspector;

import iovatlas.atlas.MsiVector;
import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagnostic.recorded.Sighting;
import iovatlas.diagram.msi.HopTelling;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Computed;

import java.util.Optional;

/// The sheet of one station of a message: every value there, what a recording shows, the reason and
/// its source.
final class HopSheet {

    static final String SEEN = "Recorded on the real machine, beside what is computed.";

    private HopSheet() {}

    static Optional<Sheet> of(Computed now, ElementId.OfHop element) {
        return path(now, element.at(), element.vector())
                .filter(path -> element.hop() < path.hops().size())
                .map(path -> of(now, path, element.hop()));
    }

    /// The way of a vector, by the kind that is switched on.
    static Optional<MsiPath> path(Computed now, PciAddress at, int vector) {
        return now.state()
                .topology()
                .function(at)
                .map(function ->
                        MsiTracer.trace(
                                now.state(),
                                at,
                                MsiVector.of(now.state(), function, vector)
                                        .map(MsiVector::index)
                                        .orElse(IrqIndex.MSIX),
                                vector));
    }

    private static Sheet of(Computed now, MsiPath path, int number) {
        MsiHop hop = path.hops().get(number);
        SheetMaker sheet =
                new SheetMaker(
                        now,
                        "%s  hop %d of %d".formatted(hop.title(), number + 1, path.hops().size()));
        sheet.property(
                "Vector",
                "%s %s %d"
                        .formatted(
                                path.device().shortText(),
                                MsiVector.word(path.index()),
                                path.vector()));
        Why why = new HopWhys(now).of(hop);
        sheet.computed("Message", word(hop.status()), why);
        hop.fields().forEach(field -> sheet.computed(field.name(), field.value(), why));
        recorded(now, path)
                .at(number)
                .forEach(seen -> sheet.computed(seen.name(), line(seen), SEEN));
        if (HopTelling.ends(hop)) {
            sheet.verdict(path.verdict().word() + " here");
        }
        if (hop.reason() != null) {
            sheet.why(hop.reason());
        } else if (hop.status() == MsiHop.Status.OK) {
            new HopSource(now.state().topology(), now.atlas().boot().release().value())
                    .of(hop)
                    .ifPresent(place -> sheet.heading("Source").why(place.source()));
        }
        return sheet.make();
    }

    static RecordedPath recorded(Computed now, MsiPath path) {
        return RecordedPath.of(now.atlas().observation(), now.timeline().state(0), path);
    }

    /// `= 0xfffff040 recorded`.
    static String line(Sighting seen) {
        return switch (seen.standing()) {
            case SAME -> "= " + seen.observed() + " recorded";
            case DIFFERENT ->
                    "\u2260 " + seen.observed() + " recorded, computed " + seen.computed();
            case OBSERVED_ONLY -> seen.observed() + " recorded";
        };
    }

    private static String word(MsiHop.Status status) {
        return switch (status) {
            case OK -> "gets through";
            case BROKEN -> "ends here";
            case PENDING -> "waits here";
            case NOT_REACHED -> "does not get here";
        };
    }
}
