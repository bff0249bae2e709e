package iovatlas.ui.canvas;

import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// Pointer, wheel and keys over a drawing: they pan and zoom it, press the small map, or go to what
/// edits the drawing.
final class ViewInput {
    private static final double STEP = 1.2;
    private static final double PAN = 40;

    private final DrawingView view;
    private double grabX;
    private double grabY;
    private boolean taken;
    private boolean mapped;
    private boolean panning;
    @Nullable CanvasGestures gestures;
    Consumer<Optional<ElementId>> onSelect = _ -> {};
    Consumer<ElementId> onActivate = _ -> {};
    Consumer<Optional<Shape>> onHover = _ -> {};

    ViewInput(DrawingView view) {
        this.view = view;
        view.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        view.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        view.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        view.addEventHandler(
                MouseEvent.MOUSE_MOVED, e -> onHover.accept(view.shapeAt(e.getX(), e.getY())));
        view.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> onHover.accept(Optional.empty()));
        view.addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        view.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
        view.addEventHandler(KeyEvent.KEY_RELEASED, e -> panning &= e.getCode() != KeyCode.SPACE);
    }

    private void pressed(MouseEvent event) {
        view.requestFocus();
        grabX = event.getX();
        grabY = event.getY();
        taken = false;
        mapped = false;
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        mapped = view.lookAround(event.getX(), event.getY());
        if (mapped) {
            return;
        }
        Optional<Shape> shape = view.shapeAt(event.getX(), event.getY());
        taken = !panning && gestures != null && gestures.pressed(event, shape);
        if (taken || panning) {
            return;
        }
        Optional<ElementId> element = shape.map(Shape::element);
        if (event.getClickCount() == 2) {
            element.ifPresentOrElse(onActivate, view::fit);
        } else {
            onSelect.accept(element);
        }
    }

    private void dragged(MouseEvent event) {
        if (mapped) {
            view.lookAround(event.getX(), event.getY());
        } else if (taken && gestures != null) {
            gestures.dragged(event);
        } else {
            view.pan(event.getX() - grabX, event.getY() - grabY);
            grabX = event.getX();
            grabY = event.getY();
        }
    }

    private void released(MouseEvent event) {
        if (taken && gestures != null && event.getButton() == MouseButton.PRIMARY) {
            taken = false;
            gestures.released(event);
        }
        if (mapped) {
            mapped = false;
            view.lookedAround();
        }
    }

    private void scrolled(ScrollEvent event) {
        event.consume();
        if (event.isShortcutDown()) {
            view.zoomAt(event.getDeltaY() > 0 ? STEP : 1 / STEP, event.getX(), event.getY());
        } else {
            view.pan(
                    event.isShiftDown() && event.getDeltaX() == 0
                            ? event.getDeltaY()
                            : event.getDeltaX(),
                    event.isShiftDown() ? 0 : event.getDeltaY());
        }
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> view.zoomBy(STEP);
            case MINUS, SUBTRACT -> view.zoomBy(1 / STEP);
            case DIGIT0, NUMPAD0, DIGIT1, NUMPAD1 -> view.actualSize();
            case F -> view.fitNext();
            case SPACE -> panning = true;
            case LEFT -> view.pan(PAN, 0);
            case RIGHT -> view.pan(-PAN, 0);
            case UP -> view.pan(0, PAN);
            case DOWN -> view.pan(0, -PAN);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
