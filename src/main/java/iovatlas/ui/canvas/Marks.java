package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;

import javafx.scene.canvas.GraphicsContext;

import java.util.HashSet;
import java.util.Set;

/// What is painted over a drawing: frames around everything that is selected.
final class Marks {
    private Marks() {}

    /// Frames around several things that are selected.
    static void frames(
            GraphicsContext g,
            Drawing drawing,
            ViewTransform view,
            Palette palette,
            Set<ElementId> selected) {
        g.setStroke(PatternTiles.color(palette.of(Ink.ACCENT)));
        g.setLineWidth(2.2);
        g.setLineDashes();
        // The first box of an element is its outline.
        Set<ElementId> left = new HashSet<>(selected);
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Shape.Box box
                    && box.element() != null
                    && left.remove(box.element())) {
                g.strokeRoundRect(
                        view.pixelX(box.x()) - 2,
                        view.pixelY(box.y()) - 2,
                        box.width() * view.scale() + 4,
                        box.height() * view.scale() + 4,
                        8,
                        8);
            }
        }
    }
}
