package iovatlas.ui.iovamap;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.Collision;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.diagram.iova.MapLayer;
import iovatlas.export.ViewOptions;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.ReservedType;
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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the IOVA pane shows: the maps of all spaces at the current step, how their axis is laid out
/// and which addresses are looked at.
public final class IovaMapViewModel {

    /// The shortest axis, in pixels.
    private static final double LEAST = 90;

    /// From this scale on a drawing is as large as it should be.
    private static final double NEARLY = 0.97;

    /// What is looked at around a single address.
    private static final ByteSize PAGE = ByteSize.ofBytes(4096);

    private final DocumentSession session;
    private final LiveDrawing drawing;
    private final StringBinding title;
    private final ObjectProperty<AxisMode> mode = new SimpleObjectProperty<>(AxisMode.BROKEN);
    private final ObjectProperty<@Nullable AddressRange<Iova>> viewport =
            new SimpleObjectProperty<>(null);
    private final ObjectProperty<Set<MapLayer>> layers = new SimpleObjectProperty<>(Set.of());
    private final BooleanProperty changes = new SimpleBooleanProperty(false);
    private final ObjectProperty<@Nullable Integer> mark = new SimpleObjectProperty<>(null);
    private double width = 900;
    private double height = 240;

    public IovaMapViewModel(DocumentSession session, TaskExecutor executor) {
        this.session = session;
        this.drawing = new LiveDrawing(executor);
        this.title =
                Bindings.createStringBinding(
                        () -> title(session.computed()), session.computedProperty());
        session.computedProperty().subscribe(this::redraw);
        session.selection().selectedProperty().subscribe(this::redraw);
        mode.subscribe(this::redraw);
        viewport.subscribe(this::redraw);
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
        return viewport;
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
                IovaMapDiagram.models(now.atlas(), now.timeline(), now.step(), options()).stream()
                        .flatMap(model -> model.collisions().stream())
                        .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        int at = session.selection().primary().map(e -> indexOf(all, e)).orElse(-1);
        int next = forward ? at + 1 : (at < 0 ? all.size() : at) - 1;
        Collision chosen = all.get(Math.floorMod(next, all.size()));
        viewport.set(around(chosen.range()));
        session.selection().select(chosen.element());
        return Optional.of(chosen);
    }

    private static int indexOf(List<Collision> all, ElementId element) {
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
        viewport.set(element instanceof ElementId.OfIova iova ? around(iova.range()) : null);
    }

    /// Looks at what a person typed: an address, `0x..-0x..`, `0x..+64K`, a distance from 0 such as
    /// `128M`, or the name or address of a device, which leads to its window.
    ///
    /// @return what is wrong with it; empty when it is shown
    public Optional<String> goTo(String text) {
        try {
            viewport.set(around(deviceRange(text.strip()).orElseGet(() -> typed(text))));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Optional.ofNullable(e.getMessage()).orElse(text));
        }
    }

    private static AddressRange<Iova> typed(String text) {
        return range(text.replace(" ", ""));
    }

    /// Where a device's doorbell window is, or else its first reserved region.
    private Optional<AddressRange<Iova>> deviceRange(String text) {
        GroupTable groups = session.computed().state().groups();
        return groups.topology().functions().stream()
                .filter(f ->
                        f.name().equals(text)
                                || f.at().toString().equals(text)
                                || f.at().shortText().equals(text))
                .findFirst()
                .flatMap(f -> groups.groupOf(f.at()))
                .flatMap(group ->
                        group.reserved().stream()
                                .filter(region -> region.type() == ReservedType.SW_MSI)
                                .findFirst()
                                .or(() -> group.reserved().stream().findFirst()))
                .map(region -> region.range());
    }

    private static AddressRange<Iova> range(String text) {
        int dash = text.indexOf('-');
        int plus = text.indexOf('+');
        if (dash > 0) {
            return AddressRange.of(
                    Iova.parse(text.substring(0, dash)), Iova.parse(text.substring(dash + 1)));
        }
        return plus > 0
                ? AddressRange.ofSize(
                        Iova.parse(text.substring(0, plus)),
                        ByteSize.parse(text.substring(plus + 1)))
                : AddressRange.ofSize(address(text).alignDown(PAGE), PAGE);
    }

    private static Iova address(String text) {
        boolean size = !text.isEmpty() && "KMGTP".indexOf(text.charAt(text.length() - 1)) >= 0;
        return size ? Iova.of(ByteSize.parse(text).unsignedBytes()) : Iova.parse(text);
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

    /// How the map is looked at.
    public ViewOptions looks() {
        return ViewOptions.PLAIN.withMap(mode.get(), viewport.get(), layers.get(), since());
    }

    private IovaMapOptions options() {
        return IovaMapOptions.PLAIN
                .withMode(mode.get())
                .withViewport(viewport.get())
                .withHeight(height)
                .withLayers(layers.get())
                .withSince(since())
                .withSelection(session.selection().primary().orElse(null));
    }

    private int since() {
        Integer marked = mark.get();
        int step = session.computed().step();
        return !changes.get() ? -1 : marked == null ? Math.max(0, step - 1) : marked;
    }

    private void redraw() {
        Computed now = session.computed();
        IovaMapOptions options = options();
        double roomWidth = width;
        double roomHeight = height;
        drawing.request(() -> fitted(now, options, roomWidth, roomHeight));
    }

    /// The drawing with an axis as long as the room leaves beside its headings; where the axis needs
    /// more than that the columns are drawn so much wider that the whole still fills the room.
    private static Drawing fitted(
            Computed now, IovaMapOptions options, double width, double height) {
        DrawingStyle style = DrawingStyle.pixels(width, height);
        Drawing first = draw(now, options, style);
        double axis = Math.max(LEAST, options.height() - (first.height() - height));
        Drawing second = draw(now, options.withHeight(axis), style);
        double scale = height / second.height();
        return scale > NEARLY
                ? second
                : draw(
                        now,
                        options.withHeight(axis),
                        DrawingStyle.pixels(width / scale, height / scale));
    }

    private static Drawing draw(Computed now, IovaMapOptions options, DrawingStyle style) {
        return IovaMapDiagram.draw(now.atlas(), now.timeline(), now.step(), options, style);
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
