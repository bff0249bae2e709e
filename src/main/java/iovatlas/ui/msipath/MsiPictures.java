package iovatlas.ui.msipath;

import iovatlas.atlas.MsiVector;
import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.msi.MatrixReader;
import iovatlas.diagram.msi.MsiMatrixDiagram;
import iovatlas.diagram.msi.MsiPathDiagram;
import iovatlas.diagram.msi.MsiStrip;
import iovatlas.kernel.doorbell.Message;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Computed;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Draws what the pane shows, from values alone, so that it can be done on any thread.
///
/// @param now the document
/// @param vector the vector that is shown, null for none
/// @param mode the strip or the matrix
/// @param probe the write that is asked about, null for none
/// @param hop the station that is looked at, -1 for none
/// @param selected what is selected, null for nothing
record MsiPictures(
        Computed now,
        @Nullable MsiVector vector,
        MsiPathViewModel.Mode mode,
        @Nullable Message probe,
        int hop,
        @Nullable ElementId selected) {

    private static final Drawing NOTHING = new Drawing("", "", 1, 1, List.of());

    Drawing draw(DrawingStyle style) {
        return switch (mode) {
            case MATRIX -> {
                ElementId lit =
                        vector == null
                                ? selected
                                : new ElementId.OfVector(vector.device(), vector.vector());
                yield MsiMatrixDiagram.draw(MatrixReader.read(now.state(), null), style, lit);
            }
            case STRIP ->
                    strip().map(strip -> MsiPathDiagram.draw(strip.withCurrent(hop), style))
                            .orElse(NOTHING);
        };
    }

    private Optional<MsiStrip> strip() {
        if (vector == null || now.state().topology().function(vector.device()).isEmpty()) {
            return Optional.empty();
        }
        if (probe != null) {
            return probe(now, vector.device(), probe);
        }
        MsiPath path =
                MsiTracer.trace(now.state(), vector.device(), vector.index(), vector.vector());
        RecordedPath seen =
                RecordedPath.of(now.atlas().observation(), now.timeline().state(0), path);
        return Optional.of(MsiStrip.of(now.state().topology(), path, seen));
    }

    /// What a write of a function comes to; empty when there is no such function now.
    static Optional<MsiStrip> probe(Computed now, PciAddress at, Message write) {
        return now.state()
                .topology()
                .function(at)
                .map(function ->
                        MsiStrip.of(
                                now.state().topology(),
                                MsiTracer.probe(
                                        now.state(),
                                        function.at(),
                                        write.address(),
                                        write.data())));
    }
}
