package iovatlas.cli;

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
        strip().ifPresent(strip -> drawings.add(MsiPathDiagram.draw(strip, style)));
        if (vector == null) {
            MsiMatrix matrix = MatrixReader.read(timeline.state(step), device);
            if (matrix.count() > 1) {
                drawings.add(MsiMatrixDiagram.draw(matrix, style, null));
            }
        }
        return drawings;
    }

    /// @throws UsageProblem when there is nothing to draw
    static List<Drawing> needed(List<Drawing> drawings) {
        if (drawings.isEmpty()) {
            throw new UsageProblem(
                    "no function of the machine has MSI or MSI-X; there is no path to draw");
        }
        return drawings;
    }

    private Optional<MsiStrip> strip() {
        KernelState state = timeline.state(step);
        int steps = Math.min(step, atlas.steps().size());
        return VectorChoice.first(atlas.steps().subList(0, steps), state, device)
                .map(chosen ->
                        vector == null
                                ? chosen
                                : new MsiVector(chosen.device(), chosen.index(), vector))
                .map(chosen -> strip(state, chosen));
    }

    private MsiStrip strip(KernelState state, MsiVector chosen) {
        MsiPath path = MsiTracer.trace(state, chosen.device(), chosen.index(), chosen.vector());
        return MsiStrip.of(
                state.topology(),
                path,
                RecordedPath.of(atlas.observation(), timeline.state(0), path));
    }
}
