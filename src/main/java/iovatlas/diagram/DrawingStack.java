package iovatlas.diagram;

import java.util.ArrayList;
import java.util.List;

/// Puts several drawings below each other, as one.
public final class DrawingStack {

    private static final double GAP = 16;

    private DrawingStack() {}

    /// The drawings from top to bottom, left edges aligned.
    public static Drawing of(String title, List<Drawing> drawings) {
        List<Shape> shapes = new ArrayList<>();
        List<String> descriptions = new ArrayList<>();
        double width = 1;
        double y = 0;
        for (Drawing drawing : drawings) {
            for (Shape shape : drawing.shapes()) {
                shapes.add(ShapeMove.by(shape, 0, y));
            }
            descriptions.add(drawing.title() + ". " + drawing.description());
            width = Math.max(width, drawing.width());
            y += drawing.height() + GAP;
        }
        return new Drawing(
                title, String.join(" ", descriptions), width, Math.max(1, y - GAP), shapes);
    }
}
