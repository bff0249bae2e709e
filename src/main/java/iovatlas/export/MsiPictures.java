package iovatlas.export;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.MsiVector;
import iovatlas.atlas.VectorChoice;
import iovatlas.diagnostic.recorded.RecordedPath;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.msi.MatrixReader;
import iovatlas.diagram.msi.MsiMatrix;
import iovatlas.diagram.msi.MsiMatrixDiagram;
import iovatlas.diagram.msi.MsiPathDiagram;
import iovatlas.diagram.msi.MsiStrip;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The pictures of messages: the strip of the vector that is asked for or that the scenario is
/// about; where nobody asks for one vector and there are several, the matrix of all below it.
///
/// @param device the function, null for any
/// @param vector the vector, null for the one that the scenario looks at
record MsiPictures(
        Atlas atlas,
        Timeline timeline,
        int step,
        @Nullable PciAddress device,
        @Nullable Integer vector) {

    /// The pictures; none when no function can send messages.
    List<Drawing> draw(DrawingStyle style) {
        List<Drawing> drawings = new ArrayList<>();
        path().ifPresent(path -> drawings.add(MsiPathDiagram.draw(strip(path), style)));
        if (vector == null) {
            MsiMatrix matrix = MatrixReader.read(timeline.state(step), device);
            if (matrix.count() > 1) {
                drawings.add(MsiMatrixDiagram.draw(matrix, style, null));
            }
        }
        return drawings;
    }

    /// The pictures.
    ///
    /// @throws ExportProblem when there is nothing to draw
    List<Drawing> needed(DrawingStyle style) {
        List<Drawing> drawings = draw(style);
        if (drawings.isEmpty()) {
            throw nothing();
        }
        return drawings;
    }

    /// The way of the shown vector; empty when no function can send messages.
    Optional<MsiPath> path() {
        return chosen().map(this::trace);
    }

    /// The way of the shown vector.
    ///
    /// @throws ExportProblem when no function can send messages
    MsiPath neededPath() {
        return path().orElseThrow(MsiPictures::nothing);
    }

    private static ExportProblem nothing() {
        return new ExportProblem(
                "no function of the machine has MSI or MSI-X; there is no path to draw");
    }

    private Optional<MsiVector> chosen() {
        KernelState state = timeline.state(step);
        int steps = Math.min(step, atlas.steps().size());
        return VectorChoice.first(atlas.steps().subList(0, steps), state, device)
                .map(chosen ->
                        vector == null
                                ? chosen
                                : new MsiVector(chosen.device(), chosen.index(), vector));
    }

    private MsiPath trace(MsiVector chosen) {
        return MsiTracer.trace(
                timeline.state(step), chosen.device(), chosen.index(), chosen.vector());
    }

    private MsiStrip strip(MsiPath path) {
        return MsiStrip.of(
                timeline.state(step).topology(),
                path,
                RecordedPath.of(atlas.observation(), timeline.state(0), path));
    }
}
