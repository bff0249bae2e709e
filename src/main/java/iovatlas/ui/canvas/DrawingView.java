package iovatlas.ui.canvas;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Shows a drawing: as much as can be read at first; fits all of it (`F`), zooms at the pointer (Ctrl+wheel, `+`, `-`), pans (wheel,
/// middle or space-drag, arrows), tells what is under the pointer, what was clicked and what was
/// double-clicked. The canvas is never larger than the view.
public final class DrawingView extends Region {

    /// How the picture follows the size of the view.
    private enum Fitting {
        /// As much as can be read, from the top left; until a person zooms or pans.
        LEGIBLE,
        /// The whole picture, however small.
        WHOLE,
        /// Where a person left it.
        FREE
    }

    private static final Drawing BLANK = new Drawing("", "", 1, 1, List.of());
    private static final double STEP = 1.2;
    private static final double LEAST_FOR_MAP = 420;

    private final Canvas canvas = new Canvas();
    private final CanvasPainter painter;
    private Palette palette;
    private Drawing drawing = BLANK;
    private ViewTransform transform = ViewTransform.IDENTITY;
    private Fitting fitting = Fitting.LEGIBLE;
    private double leastScale = ViewTransform.LEGIBLE;
    private double grabX;
    private double grabY;
    private Consumer<Optional<ElementId>> onSelect = _ -> {};
    private Consumer<ElementId> onActivate = _ -> {};
    private Consumer<Optional<Shape>> onHover = _ -> {};
    private final Pane overlay = new Pane();
    private @Nullable CanvasGestures gestures;
    private Set<ElementId> selected = Set.of();
    private boolean map;
    private boolean taken;
    private boolean panning;

    public DrawingView(ScreenFonts fonts, Palette palette) {
        this.painter = new CanvasPainter(fonts);
        this.palette = palette;
        overlay.setMouseTransparent(true);
        overlay.setManaged(false);
        getChildren().addAll(canvas, overlay);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(40, 40);
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
        addEventHandler(KeyEvent.KEY_RELEASED, e -> panning &= e.getCode() != KeyCode.SPACE);
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> onHover.accept(under(e.getX(), e.getY())));
        addEventHandler(MouseEvent.MOUSE_EXITED, _ -> onHover.accept(Optional.empty()));
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /// Shows another drawing. A view that still shows everything goes on doing so; one that was
    /// zoomed or panned stays where it is.
    public void setDrawing(Drawing value) {
        drawing = value;
        setAccessibleText(value.title() + ". " + value.description());
        refit();
    }

    public Drawing drawing() {
        return drawing;
    }

    public ViewTransform transform() {
        return transform;
    }

    public void setPalette(Palette value) {
        palette = value;
        repaint();
    }

    /// Called with what was clicked, or with nothing when the ground was.
    public void setOnSelect(Consumer<Optional<ElementId>> value) {
        onSelect = value;
    }

    /// Called with what was double-clicked.
    public void setOnActivate(Consumer<ElementId> value) {
        onActivate = value;
    }

    /// Called with the mark under the pointer as it moves.
    public void setOnHover(Consumer<Optional<Shape>> value) {
        onHover = value;
    }

    /// Frames several things that are selected; one alone is lit by the drawing itself.
    public void setSelected(Collection<ElementId> value) {
        selected = value.size() > 1 ? Set.copyOf(value) : Set.of();
        repaint();
    }

    /// Shows a small map of the whole while only a part is in view.
    public void setMap(boolean value) {
        map = value;
        repaint();
    }

    /// Lets the primary button edit; space and the middle button still pan.
    public void setGestures(CanvasGestures value) {
        gestures = value;
    }

    /// Lies above the drawing, in pixels of the view; for what is shown while something is dragged.
    public Pane overlay() {
        return overlay;
    }

    /// The topmost mark at a point of the view.
    public Optional<Shape> shapeAt(double x, double y) {
        return under(x, y);
    }

    /// How small the picture may become by itself; a person may zoom out further.
    public void setLeastScale(double value) {
        leastScale = value;
        refit();
    }

    /// Shows the whole drawing.
    public void fit() {
        fitting = Fitting.WHOLE;
        refit();
    }

    private void refit() {
        switch (fitting) {
            case LEGIBLE -> show(ViewTransform.fit(drawing, getWidth(), getHeight(), leastScale));
            case WHOLE -> show(ViewTransform.fit(drawing, getWidth(), getHeight()));
            case FREE -> repaint();
        }
    }

    /// Zooms around the middle of the view.
    public void zoomBy(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    /// One drawing unit is one pixel.
    public void actualSize() {
        zoomBy(1 / transform.scale());
    }

    /// Brings an element into the middle, if the drawing has it and it is not in view.
    public void reveal(ElementId element) {
        HitTest.boxOf(drawing, element)
                .filter(box -> !inView(box))
                .ifPresent(box -> {
                    fitting = Fitting.FREE;
                    show(
                            transform.centredOn(
                                    box.x() + box.width() / 2,
                                    box.y() + box.height() / 2,
                                    getWidth(),
                                    getHeight()));
                });
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(Math.max(1, getWidth()));
            canvas.setHeight(Math.max(1, getHeight()));
            overlay.resize(getWidth(), getHeight());
            refit();
        }
    }

    private boolean inView(Shape.Box box) {
        return transform.pixelX(box.x()) >= 0
                && transform.pixelY(box.y()) >= 0
                && transform.pixelX(box.x() + box.width()) <= getWidth()
                && transform.pixelY(box.y() + box.height()) <= getHeight();
    }

    private void show(ViewTransform value) {
        transform = value;
        repaint();
    }

    private void repaint() {
        double width = canvas.getWidth();
        double height = canvas.getHeight();
        GraphicsContext g = canvas.getGraphicsContext2D();
        painter.paint(g, drawing, transform, palette, width, height);
        if (!selected.isEmpty()) {
            Marks.frames(g, drawing, transform, palette, selected);
        }
        if (showsMap()) {
            Marks.map(g, drawing, transform, palette, width, height);
        }
    }

    private boolean showsMap() {
        return map
                && canvas.getWidth() > LEAST_FOR_MAP
                && canvas.getHeight() > LEAST_FOR_MAP / 2
                && Marks.isPartial(drawing, transform, canvas.getWidth(), canvas.getHeight());
    }

    /// A press on the small map brings that part into view; false when it is elsewhere.
    private boolean pressedMap(MouseEvent event) {
        if (!showsMap()) {
            return false;
        }
        ViewTransform small = Marks.map(drawing, canvas.getWidth(), canvas.getHeight());
        double x = small.unitX(event.getX());
        double y = small.unitY(event.getY());
        if (x < 0 || y < 0 || x > drawing.width() || y > drawing.height()) {
            return false;
        }
        fitting = Fitting.FREE;
        show(transform.centredOn(x, y, getWidth(), getHeight()));
        return true;
    }

    private Optional<Shape> under(double x, double y) {
        return HitTest.shapeAt(drawing, transform.unitX(x), transform.unitY(y));
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        grabX = event.getX();
        grabY = event.getY();
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (pressedMap(event)) {
            taken = false;
            return;
        }
        Optional<Shape> shape = under(event.getX(), event.getY());
        taken = !panning && gestures != null && gestures.pressed(event, shape);
        if (taken) {
            return;
        }
        Optional<ElementId> element = shape.map(Shape::element);
        if (event.getClickCount() == 2) {
            element.ifPresentOrElse(onActivate, this::fit);
        } else {
            onSelect.accept(element);
        }
    }

    private void released(MouseEvent event) {
        if (taken && gestures != null && event.getButton() == MouseButton.PRIMARY) {
            taken = false;
            gestures.released(event);
        }
    }

    private void dragged(MouseEvent event) {
        if (taken && gestures != null) {
            gestures.dragged(event);
            return;
        }
        fitting = Fitting.FREE;
        show(transform.pannedBy(event.getX() - grabX, event.getY() - grabY));
        grabX = event.getX();
        grabY = event.getY();
    }

    private void scrolled(ScrollEvent event) {
        event.consume();
        if (event.isShortcutDown()) {
            zoomAt(event.getDeltaY() > 0 ? STEP : 1 / STEP, event.getX(), event.getY());
        } else {
            pan(
                    event.isShiftDown() ? event.getDeltaY() : event.getDeltaX(),
                    event.isShiftDown() ? 0 : event.getDeltaY());
        }
    }

    private void zoomAt(double factor, double x, double y) {
        fitting = Fitting.FREE;
        show(transform.zoomedBy(factor, x, y));
    }

    private void pan(double dx, double dy) {
        fitting = Fitting.FREE;
        show(transform.pannedBy(dx, dy));
    }

    private void keyPressed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case PLUS, ADD, EQUALS -> zoomBy(STEP);
            case MINUS, SUBTRACT -> zoomBy(1 / STEP);
            case DIGIT0, NUMPAD0, DIGIT1, NUMPAD1 -> actualSize();
            case F -> fit();
            case SPACE -> panning = true;
            case LEFT -> pan(40, 0);
            case RIGHT -> pan(-40, 0);
            case UP -> pan(0, 40);
            case DOWN -> pan(0, -40);
            default -> {
                return;
            }
        }
        event.consume();
    }
}
