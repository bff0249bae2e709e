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

    private final DocumentSession session;
    private final LiveDrawing drawing;
    private final StringBinding title;
    private double width = 900;

    public MsiPathViewModel(DocumentSession session, TaskExecutor executor) {
        this.session = session;
        this.drawing = new LiveDrawing(executor);
        this.title =
                Bindings.createStringBinding(
                        () -> title(session.vectorProperty().get()), session.vectorProperty());
        session.computedProperty().subscribe(this::redraw);
        session.vectorProperty().subscribe(this::redraw);
    }

    public LiveDrawing drawing() {
        return drawing;
    }

    public StringBinding title() {
        return title;
    }

    /// Tells how wide the pane is, in pixels.
    public void setWidth(double value) {
        if (value > 0 && value != width) {
            width = value;
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
        DrawingStyle style = DrawingStyle.pixels(width, Double.POSITIVE_INFINITY);
        drawing.request(() -> draw(now, vector, style));
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
