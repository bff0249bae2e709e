package iovatlas.ui.msipath;

import iovatlas.atlas.MsiVector;
import iovatlas.atlas.WriteText;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.kernel.doorbell.Message;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.ui.canvas.LiveDrawing;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the MSI pane shows: the way of the session's vector at the current step, the matrix of all
/// vectors, or what a write that a person asks about comes to.
public final class MsiPathViewModel {

    /// What is drawn.
    public enum Mode {
        STRIP,
        MATRIX
    }

    private final DocumentSession session;
    private final LiveDrawing drawing;
    private final ObservableValue<String> title;
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.STRIP);
    private final ObjectProperty<@Nullable Message> probe = new SimpleObjectProperty<>(null);
    private int probedHop = -1;
    private double width = 900;
    private double height = 130;

    public MsiPathViewModel(DocumentSession session, TaskExecutor executor) {
        this.session = session;
        this.drawing = new LiveDrawing(executor);
        this.title =
                drawing.property().map(made -> made.title().isEmpty() ? "MSI path" : made.title());
        session.computedProperty().subscribe(this::redraw);
        session.vectorProperty().subscribe(this::redraw);
        session.selection().selectedProperty().subscribe(this::redraw);
        mode.subscribe(this::redraw);
        probe.subscribe(this::redraw);
        redraw();
    }

    public LiveDrawing drawing() {
        return drawing;
    }

    /// `MSI path - 01:00.0 nic0 MSI-X 3: lost at vITS`.
    public ObservableValue<String> title() {
        return title;
    }

    /// The strip or the matrix.
    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /// Tells how much room there is, in pixels.
    public void setRoom(double newWidth, double newHeight) {
        if (newWidth > 0 && newHeight > 0 && (newWidth != width || newHeight != height)) {
            width = newWidth;
            height = newHeight;
            redraw();
        }
    }

    /// Goes to another vector of the same function; beyond the ends means the ends.
    public void move(int by) {
        MsiVector now = session.vectorProperty().get();
        if (now == null) {
            return;
        }
        int count = function(now.device()).map(f -> MsiVector.count(f, now.index())).orElse(1);
        int next = Math.clamp(now.vector() + by, 0, Math.max(0, count - 1));
        show(new MsiVector(now.device(), now.index(), next));
    }

    private void show(MsiVector vector) {
        boolean selected =
                session.selection().primary().filter(MsiPathViewModel::isOfVector).isPresent();
        session.vectorProperty().set(vector);
        if (selected) {
            session.selection().select(new ElementId.OfVector(vector.device(), vector.vector()));
        }
    }

    private static boolean isOfVector(ElementId element) {
        return element instanceof ElementId.OfHop || element instanceof ElementId.OfVector;
    }

    /// Looks at another station: the first one when none was looked at, backwards the last one. The
    /// station and the part of the machine that it is are selected.
    public void step(int by) {
        MsiVector vector = session.vectorProperty().get();
        if (vector == null) {
            return;
        }
        List<MsiHop> hops = hops(vector);
        if (hops.isEmpty()) {
            return;
        }
        int now = current(vector);
        int next =
                now < 0 ? by > 0 ? 0 : hops.size() - 1 : Math.clamp(now + by, 0, hops.size() - 1);
        lookAt(vector, hops, next);
    }

    private void lookAt(MsiVector vector, List<MsiHop> hops, int next) {
        List<ElementId> elements = new ArrayList<>();
        ElementId part = hops.get(next).element();
        if (part != null) {
            elements.add(part);
        }
        if (probe.get() == null) {
            elements.add(new ElementId.OfHop(vector.device(), vector.vector(), next));
        } else {
            probedHop = next;
        }
        if (!elements.isEmpty()) {
            session.selection().select(elements);
        }
        redraw();
    }

    /// The station that is looked at, -1 for none.
    public int currentHop() {
        MsiVector vector = session.vectorProperty().get();
        return vector == null ? -1 : current(vector);
    }

    private int current(MsiVector vector) {
        if (probe.get() != null) {
            return probedHop;
        }
        return session.selection().primary().stream()
                .filter(ElementId.OfHop.class::isInstance)
                .map(ElementId.OfHop.class::cast)
                .filter(hop -> hop.at().equals(vector.device()) && hop.vector() == vector.vector())
                .mapToInt(ElementId.OfHop::hop)
                .findFirst()
                .orElse(-1);
    }

    private List<MsiHop> hops(MsiVector vector) {
        Message write = probe.get();
        Computed now = session.computed();
        if (write == null) {
            MsiPath path =
                    MsiTracer.trace(now.state(), vector.device(), vector.index(), vector.vector());
            return path.hops();
        }
        return MsiPictures.probe(now, vector.device(), write)
                .map(strip -> strip.stations().stream().map(s -> s.hop()).toList())
                .orElse(List.of());
    }

    /// Asks what a write of the shown function does.
    ///
    /// @param text `ADDRESS=VALUE`; nothing means to go back to the vector
    /// @return what is wrong with the text, empty when it was understood
    public Optional<String> ask(String text) {
        if (text.isBlank()) {
            forget();
            return Optional.empty();
        }
        try {
            Message write = WriteText.parse(text);
            probedHop = -1;
            mode.set(Mode.STRIP);
            probe.set(write);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// Goes back from a probe to the vector.
    public void forget() {
        probedHop = -1;
        probe.set(null);
    }

    /// Whose write a probe asks about, e.g. `01:00.0 nic0`; empty without a function.
    public String sender() {
        MsiVector vector = session.vectorProperty().get();
        return vector == null
                ? ""
                : function(vector.device())
                        .map(PciFunction::label)
                        .orElse(vector.device().shortText());
    }

    /// The same picture in character cells.
    public Drawing textDrawing(int columns) {
        return pictures().draw(DrawingStyle.cells(columns).withCaption());
    }

    /// `0000:01:00.0 3`: what the command line needs, empty without a vector.
    public String arguments() {
        MsiVector now = session.vectorProperty().get();
        if (now == null) {
            return "";
        }
        Message write = probe.get();
        if (write != null) {
            return "%s --probe %s=0x%x"
                    .formatted(now.device(), write.address().hex(), write.data());
        }
        return mode.get() == Mode.MATRIX
                ? now.device().toString()
                : now.device() + " " + now.vector();
    }

    private Optional<PciFunction> function(PciAddress at) {
        return session.computed().state().topology().function(at);
    }

    private MsiPictures pictures() {
        MsiVector vector = session.vectorProperty().get();
        return new MsiPictures(
                session.computed(),
                vector,
                mode.get(),
                probe.get(),
                currentHop(),
                session.selection().primary().orElse(null));
    }

    private void redraw() {
        MsiPictures pictures = pictures();
        DrawingStyle style = DrawingStyle.pixels(width, height);
        drawing.request(() -> pictures.draw(style));
    }
}
