package iovatlas.ui.canvas;

import iovatlas.diagram.Crop;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.ui.pane.PaneNeed;

import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Shows a drawing: as much as can be read at first; fits all of it (`F`) or what is selected (`F`
/// again), zooms at the pointer (Ctrl+wheel, `+`, `-`), pans (wheel, middle or space-drag, arrows),
/// tells what is under the pointer, what was clicked and what was double-clicked. The canvas is
/// never larger than the view.
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
    private static final double LEAST_FOR_MAP = 420;
    private static final double AROUND_SELECTION = 30;

    private final Canvas canvas = new Canvas();
    private final Pane overlay = new Pane();
    private final CanvasPainter painter;
    private final ViewInput input;
    private Palette palette;
    private Drawing drawing = BLANK;
    private ViewTransform transform = ViewTransform.IDENTITY;
    private Fitting fitting = Fitting.LEGIBLE;
    private double leastScale = ViewTransform.LEGIBLE;
    private double partScale;
    private double mostScale = 1;
    private Set<ElementId> selected = Set.of();
    private boolean mapWanted;
    private @Nullable MiniMap map;
    private boolean mapHeld;
    private boolean held;
    private Runnable onShown = () -> {};

    public DrawingView(ScreenFonts fonts, Palette palette) {
        this.painter = new CanvasPainter(fonts);
        this.palette = palette;
        overlay.setMouseTransparent(true);
        overlay.setManaged(false);
        Rectangle seen = new Rectangle();
        seen.widthProperty().bind(overlay.widthProperty());
        seen.heightProperty().bind(overlay.heightProperty());
        overlay.setClip(seen);
        getChildren().addAll(canvas, overlay);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(40, 40);
        this.input = new ViewInput(this);
    }

    /// Shows another drawing. A view that still shows everything goes on doing so; one that was
    /// zoomed or panned stays where it is.
    public void setDrawing(Drawing value) {
        drawing = value;
        setAccessibleText(value.title() + ". " + value.description());
        refit();
        shown();
    }

    private void shown() {
        if (!held) {
            onShown.run();
        }
    }

    public Drawing drawing() {
        return drawing;
    }

    /// Called after each new drawing or size, but not while the picture is held.
    public void setOnShown(Runnable value) {
        onShown = value;
    }

    /// How high the view has to be for the whole drawing at three scales, as far as its width allows
    /// them; nothing in particular before the first drawing.
    public PaneNeed need(double must, double least, double wish) {
        double byWidth = getWidth() / drawing.width();
        return drawing == BLANK
                ? PaneNeed.ANY
                : new PaneNeed(
                        drawing.height() * Math.min(must, byWidth),
                        drawing.height() * Math.min(least, byWidth),
                        drawing.height() * Math.min(wish, byWidth));
    }

    public ViewTransform transform() {
        return transform;
    }

    public void setPalette(Palette value) {
        palette = value;
        repaint();
    }

    /// Whether the picture is shown only in part since the view is not high enough.
    public boolean isTooLow() {
        return need(leastScale, leastScale, leastScale).must() > getHeight() + 1;
    }

    /// Called with what was clicked, or with nothing when the ground was.
    public void setOnSelect(Consumer<Optional<ElementId>> value) {
        input.onSelect = value;
    }

    /// Called with what was double-clicked.
    public void setOnActivate(Consumer<ElementId> value) {
        input.onActivate = value;
    }

    /// Called with the mark under the pointer as it moves.
    public void setOnHover(Consumer<Optional<Shape>> value) {
        input.onHover = value;
    }

    /// Lets the primary button edit; space and the middle button still pan.
    public void setGestures(CanvasGestures value) {
        input.gestures = value;
    }

    /// Frames several things that are selected; one alone is lit by the drawing itself.
    public void setSelected(Collection<ElementId> value) {
        selected = Set.copyOf(value);
        repaint();
    }

    /// Shows a small map of the whole while only a part is in view.
    public void setMap(boolean value) {
        mapWanted = value;
        repaint();
    }

    /// Keeps the picture where it is while something is dragged over it.
    public void setHeld(boolean value) {
        held = value;
        if (!value) {
            refit();
            shown();
        }
    }

    /// Lies above the drawing, in pixels of the view; for what is shown while something is dragged.
    public Pane overlay() {
        return overlay;
    }

    /// The topmost mark at a point of the view.
    public Optional<Shape> shapeAt(double x, double y) {
        return HitTest.shapeAt(drawing, transform.unitX(x), transform.unitY(y));
    }

    /// How small the picture may become by itself; a person may zoom out further.
    public void setLeastScale(double value) {
        leastScale = value;
        refit();
    }

    /// The same, with a larger scale for a picture of which only a part is shown.
    public void setLeastScale(double whole, double part) {
        partScale = part;
        setLeastScale(whole);
    }

    /// How large a small picture becomes by itself, 1 unless told.
    public void setMostScale(double value) {
        mostScale = value;
        refit();
    }

    /// Shows the whole drawing.
    public void fit() {
        fitting = Fitting.WHOLE;
        refit();
    }

    /// Shows the whole drawing; when it does so already, what is selected.
    void fitNext() {
        Optional<Crop> part =
                fitting == Fitting.WHOLE
                        ? Crop.around(drawing, selected, AROUND_SELECTION)
                        : Optional.empty();
        fit();
        part.ifPresent(
                crop -> free(ViewTransform.around(crop, getWidth(), getHeight(), mostScale)));
    }

    private void refit() {
        if (held || fitting == Fitting.FREE) {
            repaint();
            return;
        }
        ViewTransform whole = fit(ViewTransform.SMALLEST);
        boolean isPart = fitting == Fitting.LEGIBLE && whole.scale() < leastScale;
        show(isPart ? fit(Math.max(leastScale, partScale)) : whole);
    }

    private ViewTransform fit(double least) {
        return ViewTransform.fit(drawing, getWidth(), getHeight(), least, mostScale);
    }

    /// Zooms around the middle of the view.
    public void zoomBy(double factor) {
        zoomAt(factor, getWidth() / 2, getHeight() / 2);
    }

    /// Zooms so that what is under a pixel of the view stays there.
    void zoomAt(double factor, double x, double y) {
        free(transform.zoomedBy(factor, x, y));
    }

    /// Moves the picture by pixels of the view; positive brings into view what lies left and above.
    public void pan(double dx, double dy) {
        free(transform.pannedBy(dx, dy));
    }

    /// One drawing unit is one pixel.
    public void actualSize() {
        zoomBy(1 / transform.scale());
    }

    /// Brings an element into the middle, if the drawing has it and it is not in view.
    public void reveal(ElementId element) {
        HitTest.boxOf(drawing, element)
                .filter(box -> !inView(box))
                .ifPresent(box ->
                        free(
                                transform.centredOn(
                                        box.x() + box.width() / 2,
                                        box.y() + box.height() / 2,
                                        getWidth(),
                                        getHeight())));
    }

    /// Brings the part under a pixel of the small map into view; false when the pixel is elsewhere.
    boolean lookAround(double x, double y) {
        MiniMap shown = map;
        if (shown == null || !(mapHeld || shown.holds(x, y))) {
            return false;
        }
        mapHeld = true;
        free(shown.around(x, y, getWidth(), getHeight()));
        return true;
    }

    /// The small map may go elsewhere again.
    void lookedAround() {
        mapHeld = false;
        repaint();
    }

    @Override
    protected void layoutChildren() {
        if (canvas.getWidth() != getWidth() || canvas.getHeight() != getHeight()) {
            canvas.setWidth(Math.max(1, getWidth()));
            canvas.setHeight(Math.max(1, getHeight()));
            overlay.resize(getWidth(), getHeight());
            refit();
            shown();
        }
    }

    private boolean inView(Shape.Box box) {
        return transform.pixelX(box.x()) >= 0
                && transform.pixelY(box.y()) >= 0
                && transform.pixelX(box.x() + box.width()) <= getWidth()
                && transform.pixelY(box.y() + box.height()) <= getHeight();
    }

    private void free(ViewTransform value) {
        fitting = Fitting.FREE;
        show(value);
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
        if (selected.size() > 1) {
            Marks.frames(g, drawing, transform, palette, selected);
        }
        map = map(width, height);
        if (map != null) {
            map.paint(g, palette, width, height);
        }
    }

    private @Nullable MiniMap map(double width, double height) {
        MiniMap before = map;
        if (mapHeld && before != null) {
            return new MiniMap(drawing, transform, before.small());
        }
        boolean shown =
                mapWanted
                        && width > LEAST_FOR_MAP
                        && height > LEAST_FOR_MAP / 2
                        && MiniMap.isPartial(drawing, transform, width, height);
        return shown ? MiniMap.of(drawing, transform, width, height) : null;
    }
}
