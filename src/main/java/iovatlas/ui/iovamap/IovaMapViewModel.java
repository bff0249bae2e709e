package iovatlas.ui.iovamap;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.LiveDrawing;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
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

    /// Looks at what a person typed: an address, `0x..-0x..` or `0x..+64K`.
    ///
    /// @return what is wrong with it; empty when it is shown
    public Optional<String> goTo(String text) {
        try {
            viewport.set(around(range(text.replace(" ", ""))));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(Optional.ofNullable(e.getMessage()).orElse(text));
        }
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
                : AddressRange.ofSize(Iova.parse(text).alignDown(PAGE), PAGE);
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

    private IovaMapOptions options() {
        return IovaMapOptions.PLAIN
                .withMode(mode.get())
                .withViewport(viewport.get())
                .withHeight(height)
                .withSelection(session.selection().primary().orElse(null));
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
        return names.isEmpty() ? "IOVA maps" : "IOVA maps \u2014 " + names;
    }
}
