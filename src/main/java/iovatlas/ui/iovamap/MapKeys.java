package iovatlas.ui.iovamap;

import iovatlas.diagram.Shape;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.diagram.iova.MapPicture;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.dialog.DialogService;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

import java.util.Optional;

/// What keys and the wheel do on a map: they zoom and pan addresses, where other pictures zoom and
/// pan the paper.
final class MapKeys {
    private static final double STEP = 1.25;
    private static final double PAN = 0.15;

    private final DrawingView view;
    private final IovaMapViewModel model;
    private final DialogService dialogs;
    private Optional<Shape.Point> pointer = Optional.empty();

    MapKeys(DrawingView view, IovaMapViewModel model, DialogService dialogs) {
        this.view = view;
        this.model = model;
        this.dialogs = dialogs;
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        view.addEventFilter(ScrollEvent.SCROLL, this::scrolled);
        view.addEventHandler(MouseEvent.MOUSE_MOVED, e -> pointer = at(e.getX(), e.getY()));
        view.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> pointer = Optional.empty());
    }

    static KeyCode key(MapLayer layer) {
        return KeyCode.valueOf(layer.letter());
    }

    static KeyCode key(AxisMode mode) {
        return switch (mode) {
            case BROKEN -> KeyCode.B;
            case LINEAR -> KeyCode.L;
            case LOGARITHMIC -> KeyCode.O;
        };
    }

    void goTo() {
        dialogs.askText("Go to address", "0x.., 0x..-0x.., 0x..+64K, 128M, or a device", "")
                .flatMap(model::goTo)
                .ifPresent(wrong -> dialogs.note("No such address", wrong));
    }

    /// Sets the next marker where the pointer is; takes both away when both are set.
    void setMarker() {
        model.setMarker(onDrawing());
    }

    private static Optional<Shape.Point> at(double x, double y) {
        return Optional.of(new Shape.Point(x, y));
    }

    /// Where the pointer is on the drawing.
    private Optional<Shape.Point> onDrawing() {
        ViewTransform now = view.transform();
        return pointer.map(at -> new Shape.Point(now.unitX(at.x()), now.unitY(at.y())));
    }

    private void pressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (isLook(event.getCode()) || isMove(event.getCode()) || isSwitch(event)) {
            event.consume();
        }
    }

    /// Keys that change how the map is laid out and what it shows.
    private boolean isLook(KeyCode code) {
        for (AxisMode mode : AxisMode.values()) {
            if (key(mode) == code) {
                model.modeProperty().set(mode);
                return true;
            }
        }
        for (MapLayer layer : MapLayer.values()) {
            if (key(layer) == code) {
                model.toggle(layer);
                return true;
            }
        }
        return false;
    }

    private boolean isSwitch(KeyEvent event) {
        switch (event.getCode()) {
            case G -> goTo();
            case N -> model.nextCollision(!event.isShiftDown());
            case H -> model.changesProperty().set(!model.changesProperty().get());
            case M -> model.markStep();
            case K -> setMarker();
            case R -> model.lowAtBottomProperty().set(!model.lowAtBottomProperty().get());
            default -> {
                return false;
            }
        }
        return true;
    }

    /// Keys that look at other addresses; the arrows move the paper while all of them are shown.
    private boolean isMove(KeyCode code) {
        boolean part = model.viewportProperty().get() != null;
        switch (code) {
            case PLUS, ADD, EQUALS -> zoom(STEP);
            case MINUS, SUBTRACT -> zoom(1 / STEP);
            case DIGIT0, NUMPAD0 -> model.viewportProperty().set(null);
            case F -> {
                if (!part) {
                    return false;
                }
                model.viewportProperty().set(null);
            }
            case UP, PAGE_UP -> {
                return part && pan(-1, code == KeyCode.UP ? PAN : 1);
            }
            case DOWN, PAGE_DOWN -> {
                return part && pan(1, code == KeyCode.DOWN ? PAN : 1);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /// @param down 1 to what is further down on the paper
    private boolean pan(int down, double part) {
        double forward = model.lowAtBottomProperty().get() ? -down : down;
        model.picture().ifPresent(seen -> model.viewport().pan(seen, forward * part));
        return true;
    }

    private void zoom(double factor) {
        model.picture()
                .ifPresent(seen -> model.zoom(onDrawing().orElseGet(() -> middle(seen)), factor));
    }

    private static Shape.Point middle(MapPicture seen) {
        return seen.frames().stream()
                .findFirst()
                .map(frame -> new Shape.Point(frame.area().middleX(), frame.area().middleY()))
                .orElse(new Shape.Point(0, 0));
    }

    /// With Ctrl the wheel zooms at the pointer; without, it moves addresses while not all of them
    /// are shown, and else the paper.
    private void scrolled(ScrollEvent event) {
        double turns = event.getDeltaY();
        if (turns == 0 || event.isShiftDown()) {
            return;
        }
        if (event.isShortcutDown()) {
            pointer = at(event.getX(), event.getY());
            zoom(turns > 0 ? STEP : 1 / STEP);
            event.consume();
        } else if (model.viewportProperty().get() != null) {
            pan(turns > 0 ? -1 : 1, PAN);
            event.consume();
        }
    }
}
