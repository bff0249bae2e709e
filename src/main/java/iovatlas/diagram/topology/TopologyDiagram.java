package iovatlas.diagram.topology;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;

import java.util.List;

/// The picture of a machine with its IOMMU groups, as they are at one moment.
public final class TopologyDiagram {

    /// More rows of boxes than this do not fit a screen at a readable size.
    private static final int MOST_BOXES = 48;

    private TopologyDiagram() {}

    /// The machine after a step of its scenario, with what was refused up to then. Machines that are
    /// too large for boxes, by number or by the style's limits, are drawn as an outline.
    ///
    /// @param step 0 is right after boot
    public static Drawing draw(
            Atlas atlas, Timeline timeline, int step, TopologyOptions options, DrawingStyle style) {
        List<StepResult> results = timeline.results().subList(0, step);
        MachinePicture picture =
                new MachineReader(atlas, timeline.state(step), options).read(results);
        return draw(picture, options.layout(), style);
    }

    /// The machine in one state, nothing highlighted.
    public static Drawing draw(Atlas atlas, KernelState state, DrawingStyle style) {
        return draw(new MachineReader(atlas, state, TopologyOptions.PLAIN).read(List.of()), style);
    }

    /// How far to the upper left a box can be.
    ///
    /// @param grouped whether the hull of a group goes around it
    public static Layout.Spot leastSpot(boolean grouped) {
        return grouped
                ? new Layout.Spot(ColumnsPicture.GAPS.frameSide(), ColumnsPicture.GAPS.frameTop())
                : new Layout.Spot(0, 0);
    }

    /// Whether a machine is so large that it is drawn as an outline, in which nothing can be moved.
    public static boolean isOutline(Atlas atlas, KernelState state, TopologyOptions options) {
        return isOutline(new MachineReader(atlas, state, options).read(List.of()));
    }

    private static boolean isOutline(MachinePicture picture) {
        return leaves(picture.roots()) > MOST_BOXES;
    }

    static Drawing draw(MachinePicture picture, DrawingStyle style) {
        return draw(picture, Layout.EMPTY, style);
    }

    static Drawing draw(MachinePicture picture, Layout layout, DrawingStyle style) {
        if (style.isCells() || isOutline(picture)) {
            return OutlinePicture.draw(picture, style);
        }
        Drawing boxes = ColumnsPicture.draw(picture, layout, style);
        boolean fits =
                boxes.width() <= style.maximumWidth() && boxes.height() <= style.maximumHeight();
        return fits ? boxes : OutlinePicture.draw(picture, style);
    }

    private static int leaves(List<MachineNode> nodes) {
        int leaves = 0;
        for (MachineNode node : nodes) {
            leaves += node.children().isEmpty() ? 1 : leaves(node.children());
        }
        return leaves;
    }
}
