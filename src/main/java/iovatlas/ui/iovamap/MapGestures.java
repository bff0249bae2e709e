package iovatlas.ui.iovamap;

import iovatlas.diagram.Shape;
import iovatlas.diagram.iova.MapPicture;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.CanvasGestures;
import iovatlas.ui.canvas.DrawingView;

import javafx.scene.input.MouseEvent;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// Drags the addresses of a map along with the pointer while not all of them are shown; a press
/// without a drag selects as elsewhere.
final class MapGestures implements CanvasGestures {

    /// How far the pointer must move to drag, in pixels.
    private static final double SLACK = 3;

    private final DrawingView view;
    private final IovaMapViewModel model;
    private final Consumer<Optional<ElementId>> select;
    private @Nullable Grab grab;

    /// Where the button went down.
    private record Grab(
            MapPicture.Frame frame, double y, double pixel, Optional<ElementId> under) {}

    /// @param select is told what was clicked
    MapGestures(DrawingView view, IovaMapViewModel model, Consumer<Optional<ElementId>> select) {
        this.view = view;
        this.model = model;
        this.select = select;
    }

    @Override
    public boolean pressed(MouseEvent event, Optional<Shape> under) {
        grab = null;
        if (event.getClickCount() > 1 || model.viewportProperty().get() == null) {
            return false;
        }
        double y = view.transform().unitY(event.getY());
        double x = view.transform().unitX(event.getX());
        grab =
                model.picture()
                        .flatMap(picture -> picture.nearest(x, y))
                        .filter(frame -> frame.area().contains(x, y))
                        .map(frame -> new Grab(frame, y, event.getY(), under.map(Shape::element)))
                        .orElse(null);
        return grab != null;
    }

    @Override
    public void dragged(MouseEvent event) {
        Grab held = grab;
        if (held != null && Math.abs(event.getY() - held.pixel()) >= SLACK) {
            model.drag(held.frame(), held.y(), view.transform().unitY(event.getY()));
        }
    }

    @Override
    public void released(MouseEvent event) {
        Grab held = grab;
        grab = null;
        if (held != null && Math.abs(event.getY() - held.pixel()) < SLACK) {
            select.accept(held.under());
        }
    }
}
