package iovatlas.ui.editor;

import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.CanvasGestures;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.session.DocumentSession;

import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pointer in the topology: a click selects, with Ctrl or Shift adds; dragging a function moves
/// it, dragging the ground draws a box that selects.
public final class TopologyGestures implements CanvasGestures {
    private static final double STILL = 4;

    private final DocumentSession session;
    private final DrawingView view;
    private final DropSession drop;
    private final Rectangle band = new Rectangle();
    private final EdgeScroll scroll;
    private double cornerX;
    private double cornerY;
    private double pointerX;
    private double pointerY;
    private double startX;
    private double startY;
    private boolean moved;
    private boolean givenUp;
    private @Nullable ElementId held;

    public TopologyGestures(DocumentSession session, DrawingView view, DropSession drop) {
        this.session = session;
        this.view = view;
        this.drop = drop;
        this.scroll = new EdgeScroll(view, this::stretch);
        band.getStyleClass().add("select-band");
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    @Override
    public boolean pressed(MouseEvent event, Optional<Shape> under) {
        if (event.getClickCount() > 1) {
            return false;
        }
        ElementId element = under.map(Shape::element).orElse(null);
        startX = event.getX();
        startY = event.getY();
        moved = false;
        givenUp = false;
        held = element;
        if (element == null) {
            return true;
        }
        if (event.isShortcutDown() || event.isShiftDown()) {
            session.selection().toggle(element);
            held = null;
        } else if (!session.selection().contains(element)) {
            session.selection().select(element);
        }
        return true;
    }

    @Override
    public void dragged(MouseEvent event) {
        if (givenUp) {
            return;
        }
        boolean still =
                Math.abs(event.getX() - startX) < STILL && Math.abs(event.getY() - startY) < STILL;
        if (!moved && still) {
            return;
        }
        ElementId element = held;
        if (!moved) {
            moved = true;
            if (element != null) {
                drop.begin(
                        new Payload.OfElements(session.selection().selected().elements()),
                        startX,
                        startY);
            } else {
                cornerX = view.transform().unitX(startX);
                cornerY = view.transform().unitY(startY);
                view.overlay().getChildren().setAll(band);
                scroll.pointer(startX, startY);
            }
        }
        if (element != null) {
            drop.move(event.getX(), event.getY(), event.isAltDown());
        } else {
            pointerX = event.getX();
            pointerY = event.getY();
            stretch();
            scroll.pointer(pointerX, pointerY);
        }
    }

    /// From where the button went down in the drawing to the pointer, but not beyond the view.
    private void stretch() {
        double x = Math.clamp(pointerX, 0, view.getWidth());
        double y = Math.clamp(pointerY, 0, view.getHeight());
        double fromX = view.transform().pixelX(cornerX);
        double fromY = view.transform().pixelY(cornerY);
        band.setX(Math.min(fromX, x));
        band.setY(Math.min(fromY, y));
        band.setWidth(Math.abs(x - fromX));
        band.setHeight(Math.abs(y - fromY));
    }

    @Override
    public void released(MouseEvent event) {
        if (givenUp) {
            return;
        }
        ElementId element = held;
        if (element != null) {
            if (moved) {
                drop.drop();
            } else {
                session.selection().select(element);
            }
        } else if (moved) {
            scroll.end();
            view.overlay().getChildren().remove(band);
            select(event.isShortcutDown() || event.isShiftDown());
        } else if (!event.isShortcutDown() && !event.isShiftDown()) {
            session.selection().clear();
        }
        held = null;
        moved = false;
    }

    /// Selects whatever lies inside the box as a whole.
    private void select(boolean more) {
        Bounds box = new BoundingBox(band.getX(), band.getY(), band.getWidth(), band.getHeight());
        Set<ElementId> found = new LinkedHashSet<>();
        if (more) {
            found.addAll(session.selection().selected().elements());
        }
        for (Shape shape : view.drawing().shapes()) {
            if (shape instanceof Shape.Box part
                    && part.element() != null
                    && !(part.element() instanceof ElementId.OfGroup)
                    && box.contains(pixels(part))) {
                found.add(part.element());
            }
        }
        session.selection().select(List.copyOf(found));
    }

    private Bounds pixels(Shape.Box box) {
        double scale = view.transform().scale();
        return new BoundingBox(
                view.transform().pixelX(box.x()),
                view.transform().pixelY(box.y()),
                box.width() * scale,
                box.height() * scale);
    }

    /// Escape gives a drag up; what the pointer does until the button is up means nothing then.
    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && moved) {
            drop.cancel();
            scroll.end();
            view.overlay().getChildren().remove(band);
            held = null;
            moved = false;
            givenUp = true;
            event.consume();
        }
    }
}
