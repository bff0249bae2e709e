package iovatlas.diagram;

import java.util.ArrayList;
import java.util.List;

/// The wavy line of a break mark as quadratic curves, the same in every renderer.
public final class BreakWave {
    private static final double SWING = 7;
    private static final double LENGTH = 40;

    private BreakWave() {}

    /// One arc from the end of the one before it (the first from x, y of the mark) over a control
    /// point to an end point.
    public record Arc(double controlX, double controlY, double endX, double endY) {}

    /// The arcs of a break mark, left to right, swinging up and down in turn.
    public static List<Arc> arcs(Shape.Break mark) {
        int count = 2 * (int) Math.max(1, Math.round(mark.width() / (2 * LENGTH)));
        double step = mark.width() / count;
        var arcs = new ArrayList<Arc>(count);
        for (int i = 0; i < count; i++) {
            double swing = i % 2 == 0 ? -SWING : SWING;
            arcs.add(
                    new Arc(
                            mark.x() + (i + 0.5) * step,
                            mark.y() + swing,
                            mark.x() + (i + 1) * step,
                            mark.y()));
        }
        return List.copyOf(arcs);
    }
}
