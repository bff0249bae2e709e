package iovatlas.ui.iovamap;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.Collision;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapModel;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.IovaMapOptions.Light;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.diagram.iova.MapMarkers;
import iovatlas.diagram.iova.MapOverview;
import iovatlas.diagram.iova.MapPicture;
import iovatlas.export.ViewOptions;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.LiveDrawing;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/// What the IOVA pane shows: the maps of all spaces at the current step, how their axis is laid out
/// and which addresses are looked at.
public final class IovaMapViewModel {

    /// How wide the small map is, in pixels.
    static final double OVERVIEW = 30;

    private static final ByteSize PAGE = ByteSize.ofBytes(4096);

    private final DocumentSession session;
    private final LiveDrawing drawing;
    private final StringBinding title;
    private final ObjectProperty<AxisMode> mode = new SimpleObjectProperty<>(AxisMode.BROKEN);
    private final LiveDrawing overview;
    private final MapViewport viewport = new MapViewport();
    private final BooleanProperty lowAtBottom = new SimpleBooleanProperty(false);
    private final ObjectProperty<MapMarkers> markers = new SimpleObjectProperty<>(MapMarkers.NONE);
    private final ObjectProperty<Set<MapLayer>> layers = new SimpleObjectProperty<>(Set.of());
    private final BooleanProperty changes = new SimpleBooleanProperty(false);
    private final ObjectProperty<@Nullable Integer> mark = new SimpleObjectProperty<>(null);
    private @Nullable ElementId hovered;
    private @Nullable Collision visited;
    private @Nullable MapPicture picture;
    private @Nullable MapPicture small;
    private double width = 900;
    private double height = 240;
    private final AtomicReference<@Nullable MapModels> read = new AtomicReference<>();

    public IovaMapViewModel(DocumentSession session, TaskExecutor executor) {
        this.session = session;
        this.drawing = new LiveDrawing(executor);
        this.overview = new LiveDrawing(executor);
        this.title =
                Bindings.createStringBinding(
                        () -> title(session.computed()), session.computedProperty());
        session.computedProperty().subscribe(this::redraw);
        session.selection().selectedProperty().subscribe(this::redraw);
        session.selection().hoverProperty().subscribe(this::hover);
        mode.subscribe(this::redraw);
        viewport.rangeProperty().subscribe(this::redraw);
        lowAtBottom.subscribe(this::redraw);
        markers.subscribe(this::redraw);
        layers.subscribe(this::redraw);
        changes.subscribe(this::redraw);
        mark.subscribe(this::redraw);
        redraw();
    }

    public LiveDrawing drawing() {
        return drawing;
    }

    public StringBinding title() {
        return title;
    }

    /// How addresses are laid out.
    public ObjectProperty<AxisMode> modeProperty() {
        return mode;
    }

    /// The addresses that are looked at, null for all.
    public ObjectProperty<@Nullable AddressRange<Iova>> viewportProperty() {
        return viewport.rangeProperty();
    }

    /// Zooms so that the address at a point of the picture stays where it is.
    ///
    /// @param at in units of the drawing
    /// @param factor above 1 to come closer
    public void zoom(Shape.Point at, double factor) {
        picture()
                .ifPresent(seen ->
                        seen.nearest(at.x(), at.y())
                                .ifPresent(frame ->
                                        viewport.zoom(
                                                seen, frame, at.y(), pixel(seen, at.y()), factor)));
    }

    /// Moves an address that was grabbed to another height of the picture.
    ///
    /// @param from what was seen when it was grabbed
    public void drag(MapPicture.Frame from, double y, double toY) {
        picture().ifPresent(seen -> viewport.drag(from, y, toY, pixel(seen, toY)));
    }

    private double pixel(MapPicture seen, double y) {
        return FittedMap.transform(seen, width, height).pixelY(y);
    }

    /// Pans and jumps.
    MapViewport viewport() {
        return viewport;
    }

    /// The small map of all addresses.
    public LiveDrawing overview() {
        return overview;
    }

    /// How many maps stand above each other, 0 before the first picture.
    long rows() {
        return picture().stream()
                .flatMap(seen -> seen.frames().stream())
                .mapToDouble(frame -> frame.area().y())
                .distinct()
                .count();
    }

    /// The picture that is seen; empty before the first one.
    public Optional<MapPicture> picture() {
        return Optional.ofNullable(picture);
    }

    /// The small map that is seen; empty before the first one.
    Optional<MapPicture> small() {
        return Optional.ofNullable(small);
    }

    /// Whether addresses grow upwards.
    public BooleanProperty lowAtBottomProperty() {
        return lowAtBottom;
    }

    /// Two addresses to measure between.
    public ObjectProperty<MapMarkers> markersProperty() {
        return markers;
    }

    /// Sets the next marker at a point of the picture, without one at the lowest address that is
    /// seen; takes both away when both are set.
    public void setMarker(Optional<Shape.Point> at) {
        if (markers.get().b() != null) {
            markers.set(MapMarkers.NONE);
            return;
        }
        picture()
                .flatMap(seen ->
                        seen.nearest(
                                at.map(Shape.Point::x).orElse(0.0),
                                at.map(Shape.Point::y).orElse(0.0)))
                .map(frame -> at.map(point -> frame.at(point.y())).orElse(frame.viewport().first()))
                .map(address -> address.alignDown(PAGE))
                .ifPresent(address -> markers.set(markers.get().marked(address)));
    }

    /// The address at a point of the drawing; empty beside the columns.
    public Optional<Iova> addressAt(double x, double y) {
        return picture()
                .flatMap(seen -> seen.nearest(x, y))
                .filter(frame -> frame.area().contains(x, y))
                .map(frame -> frame.at(y));
    }

    /// What is shown besides memory and page tables.
    public ObjectProperty<Set<MapLayer>> layersProperty() {
        return layers;
    }

    /// Shows a layer, or takes it away.
    public void toggle(MapLayer layer) {
        Set<MapLayer> next = EnumSet.noneOf(MapLayer.class);
        next.addAll(layers.get());
        if (!next.remove(layer)) {
            next.add(layer);
        }
        layers.set(Set.copyOf(next));
    }

    /// Whether what changed since the marked step (the previous one without a mark) is outlined.
    public BooleanProperty changesProperty() {
        return changes;
    }

    /// Marks the step that is shown, to be compared with later ones; a second time takes the mark
    /// away.
    public void markStep() {
        int now = session.computed().step();
        Integer marked = mark.get();
        mark.set(marked != null && marked == now ? null : Integer.valueOf(now));
        changes.set(mark.get() != null || changes.get());
    }

    /// Looks at the next collision, or at the previous one, of all maps; after the last comes the
    /// first.
    ///
    /// @param forward to higher addresses
    /// @return the collision, empty when there is none
    public Optional<Collision> nextCollision(boolean forward) {
        Computed now = session.computed();
        List<Collision> all =
                models(now, options()).stream()
                        .flatMap(model -> model.collisions().stream())
                        .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int at = session.selection().primary().map(e -> indexOf(all, e)).orElse(-1);
        int next = forward ? at + 1 : (at < 0 ? all.size() : at) - 1;
        Collision chosen = all.get(Math.floorMod(next, all.size()));
        visited = chosen;
        viewport.rangeProperty().set(around(chosen.range()));
        session.selection().select(chosen.element());
        return Optional.of(chosen);
    }

    /// A step may cause several collisions: the one that was visited last counts.
    private int indexOf(List<Collision> all, ElementId element) {
        Collision last = visited;
        if (last != null && last.element().equals(element) && all.contains(last)) {
            return all.indexOf(last);
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).element().equals(element)) {
                return i;
            }
        }
        return -1;
    }

    /// Tells how much room there is, in pixels.
    public void setRoom(double newWidth, double newHeight) {
        if (newWidth > 0 && newHeight > 0 && (newWidth != width || newHeight != height)) {
            width = newWidth;
            height = newHeight;
            redraw();
        }
    }

    /// Looks closer at what was double-clicked; anything but a stretch of addresses shows all again.
    public void lookAt(ElementId element) {
        viewport.rangeProperty()
                .set(element instanceof ElementId.OfIova iova ? around(iova.range()) : null);
    }

    /// Sets marker A at the address that is selected, if one is.
    public void markSelected() {
        if (session.selection().primary().orElse(null)
                instanceof ElementId.OfIova(String _, AddressRange<Iova> range)) {
            markers.set(MapMarkers.NONE.marked(range.first()));
        }
    }

    /// Looks at what a person typed: an address, `0x..-0x..`, `0x..+64K`, a distance from 0 such as
    /// `128M`, or the name or address of a device, which leads to its window.
    ///
    /// @return what is wrong with it; empty when it is shown
    public Optional<String> goTo(String text) {
        try {
            viewport.rangeProperty()
                    .set(around(new AddressEntry(session.computed().state().groups()).range(text)));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Optional.ofNullable(e.getMessage()).orElse(text));
        }
    }

    /// The same picture in character cells.
    public Drawing textDrawing(int columns) {
        Computed now = session.computed();
        return IovaMapDiagram.draw(
                now.atlas(),
                now.timeline(),
                now.step(),
                options().withHeight(0),
                DrawingStyle.cells(columns).withCaption());
    }

    /// A range with half its size on both sides, as far as addresses go.
    private static AddressRange<Iova> around(AddressRange<Iova> range) {
        long half = range.size().fitsIn64Bits() ? range.size().unsignedBytes() >>> 1 : 1L << 62;
        Iova first =
                range.first().offsetFrom(Iova.ZERO) >= half || range.first().unsignedBits() < 0
                        ? range.first().minusExact(half)
                        : Iova.ZERO;
        return AddressRange.of(first, range.last().plusOrEmpty(half).orElse(Iova.MAX));
    }

    /// How the map is looked at, for the same picture elsewhere.
    public ViewOptions looks() {
        return ViewOptions.PLAIN.withMap(options().withLight(Light.NONE).withHeight(0));
    }

    private IovaMapOptions options() {
        return IovaMapOptions.PLAIN
                .withMode(mode.get())
                .withViewport(viewport.rangeProperty().get(), viewport.staying().anchor())
                .withHeight(height)
                .withLayers(layers.get())
                .withSince(since())
                .withLowAtBottom(lowAtBottom.get())
                .withMarkers(markers.get())
                .withLight(new Light(session.selection().primary().orElse(null), hovered));
    }

    private int since() {
        Integer marked = mark.get();
        int step = session.computed().step();
        return !changes.get() ? -1 : marked == null ? Math.max(0, step - 1) : marked;
    }

    /// Lights what the pointer is on; only memory and mappings have lines to elsewhere.
    private void hover() {
        ElementId now = session.selection().hoverProperty().get();
        ElementId next =
                now instanceof ElementId.OfIova || now instanceof ElementId.OfMemory ? now : null;
        if (!Objects.equals(next, hovered)) {
            hovered = next;
            redraw();
        }
    }

    private void redraw() {
        Computed now = session.computed();
        IovaMapOptions options = options();
        double roomWidth = width;
        double roomHeight = height;
        MapViewport.Staying staying = viewport.staying();
        drawing.request(
                () ->
                        new FittedMap(
                                        now.atlas(),
                                        models(now, options),
                                        options,
                                        roomWidth,
                                        roomHeight,
                                        staying)
                                .picture(),
                MapPicture::drawing,
                made -> picture = made);
        overview.request(
                () -> MapOverview.draw(models(now, options), options, OVERVIEW, roomHeight),
                MapPicture::drawing,
                made -> small = made);
    }

    private List<IovaMapModel> models(Computed now, IovaMapOptions options) {
        MapModels models = MapModels.of(read.get(), now, options);
        read.set(models);
        return models.models();
    }

    private static String title(Computed now) {
        String names =
                now.state().spaces().stream()
                        .map(space -> space.name())
                        .collect(Collectors.joining(", "));
        String design = now.atlas().design();
        String whatIf = design == null ? "" : ", what if: " + design;
        return (names.isEmpty() ? "IOVA maps" : "IOVA maps \u2014 " + names) + whatIf;
    }
}
