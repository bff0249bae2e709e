package iovatlas.ui.msipath;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.msi.MsiPathDiagram;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.topology.PciFunction;
import iovatlas.ui.canvas.LiveDrawing;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.MsiVector;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the MSI pane shows: the way of the session's vector at the current step.
public final class MsiPathViewModel {

    private static final Drawing NOTHING = new Drawing("No vector", "", 1, 1, List.of());

    /// How much wider than the room a row may be drawn before it is shrunk into it.
    private static final double WIDEST = 2;

    private final DocumentSession session;
    private final LiveDrawing drawing;
    private final StringBinding title;
    private double width = 900;
    private double height = 120;

    public MsiPathViewModel(DocumentSession session, TaskExecutor executor) {
        this.session = session;
        this.drawing = new LiveDrawing(executor);
        this.title =
                Bindings.createStringBinding(
                        () -> title(session.vectorProperty().get()), session.vectorProperty());
        session.computedProperty().subscribe(this::redraw);
        session.vectorProperty().subscribe(this::redraw);
        redraw();
    }

    public LiveDrawing drawing() {
        return drawing;
    }

    public StringBinding title() {
        return title;
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
        int count =
                session.computed()
                        .state()
                        .topology()
                        .function(now.device())
                        .map(f -> vectors(f, now.index()))
                        .orElse(1);
        session.vectorProperty()
                .set(
                        new MsiVector(
                                now.device(),
                                now.index(),
                                Math.clamp(now.vector() + by, 0, Math.max(0, count - 1))));
    }

    /// The same picture in character cells.
    public Drawing textDrawing(int columns) {
        return draw(
                session.computed(),
                session.vectorProperty().get(),
                DrawingStyle.cells(columns).withCaption());
    }

    /// `0000:01:00.0 3`: what the command line needs, empty without a vector.
    public String arguments() {
        MsiVector now = session.vectorProperty().get();
        return now == null ? "" : now.device() + " " + now.vector();
    }

    private void redraw() {
        Computed now = session.computed();
        MsiVector vector = session.vectorProperty().get();
        double roomWidth = width;
        double roomHeight = height;
        drawing.request(() -> fitted(now, vector, roomWidth, roomHeight));
    }

    /// The drawing that can be shown largest: in one row or in several.
    private static Drawing fitted(
            Computed now, @Nullable MsiVector vector, double width, double height) {
        Drawing best = NOTHING;
        double bestScale = 0;
        for (double share = 1; share <= WIDEST; share += 0.2) {
            Drawing next = draw(now, vector, DrawingStyle.pixels(width * share, height));
            double scale = Math.min(1, Math.min(width / next.width(), height / next.height()));
            if (scale > bestScale) {
                best = next;
                bestScale = scale;
            }
        }
        return best;
    }

    private static Drawing draw(Computed now, @Nullable MsiVector vector, DrawingStyle style) {
        if (vector == null || now.state().topology().function(vector.device()).isEmpty()) {
            return NOTHING;
        }
        MsiPath path =
                MsiTracer.trace(now.state(), vector.device(), vector.index(), vector.vector());
        return MsiPathDiagram.draw(path, style);
    }

    private static int vectors(PciFunction function, IrqIndex index) {
        return switch (index) {
            case INTX -> 1;
            case MSI ->
                    function.capabilities().msi() == null
                            ? 1
                            : function.capabilities().msi().vectors();
            case MSIX ->
                    function.capabilities().msix() == null
                            ? 1
                            : function.capabilities().msix().tableSize();
        };
    }

    private static String title(@Nullable MsiVector vector) {
        return vector == null ? "MSI path" : "MSI path \u2014 " + vector.text();
    }
}
