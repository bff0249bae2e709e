package iovatlas.ui.export;

import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ViewTransform;

import java.util.HashSet;
import java.util.Set;

/// What a pane shows of its picture at this moment.
public final class VisibleElements {

    private VisibleElements() {}

    /// Everything whose box has its middle inside the pane.
    public static Set<ElementId> of(DrawingView view) {
        ViewTransform transform = view.transform();
        Set<ElementId> seen = new HashSet<>();
        for (Shape shape : view.drawing().shapes()) {
            if (shape instanceof Shape.Box box && box.element() != null) {
                double x = transform.pixelX(box.x() + box.width() / 2);
                double y = transform.pixelY(box.y() + box.height() / 2);
                if (x >= 0 && y >= 0 && x <= view.getWidth() && y <= view.getHeight()) {
                    seen.add(box.element());
                }
            }
        }
        return seen;
    }
}
