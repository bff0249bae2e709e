package iovatlas.ui.inspector;

import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sheet of a vector: its way hop by hop.
final class VectorSheet {

    private VectorSheet() {}

    static Sheet of(Computed now, ElementId.OfVector vector) {
        boolean msix =
                now.state()
                        .topology()
                        .function(vector.at())
                        .filter(f -> f.capabilities().msix() != null)
                        .isPresent();
        IrqIndex index = msix ? IrqIndex.MSIX : IrqIndex.MSI;
        MsiPath path = MsiTracer.trace(now.state(), vector.at(), index, vector.vector());
        SheetMaker sheet =
                new SheetMaker(
                        "%s  %s %d"
                                .formatted(
                                        vector.at().shortText(),
                                        msix ? "MSI-X" : "MSI",
                                        vector.vector()));
        for (MsiHop hop : path.hops()) {
            sheet.computed(
                    hop.title(),
                    hop.fields().stream()
                            .map(f -> f.name() + " " + f.value())
                            .collect(Collectors.joining(", ")));
        }
        sheet.verdict(path.verdict().word());
        sheet.why(path.summary());
        path.hops().stream().map(MsiHop::reason).flatMap(Stream::ofNullable).forEach(sheet::why);
        return sheet.problems(now, Set.of(vector), "").make();
    }
}
