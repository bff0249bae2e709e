package iovatlas.ui.compare;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.compare.CompareDiagram;
import iovatlas.export.ViewOptions;
import iovatlas.kernel.doorbell.design.DoorbellDesign;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.design.DesignEvaluation;
import iovatlas.scenario.design.DesignRun;
import iovatlas.ui.canvas.LiveDrawing;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.work.TaskExecutor;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import java.util.List;

/// What the pane shows: the scenario at the current step under the usual designs, or under all.
public final class CompareViewModel {
    private static final double NARROWEST = 900;

    private final DocumentSession session;
    private final DoorbellDesigns designs = DoorbellDesigns.standard();
    private final LiveDrawing drawing;
    private final BooleanProperty all = new SimpleBooleanProperty(false);
    private double width;

    public CompareViewModel(DocumentSession session, TaskExecutor executor) {
        this.session = session;
        this.drawing = new LiveDrawing(executor);
        session.computedProperty().subscribe(this::redraw);
        all.subscribe(this::redraw);
    }

    public LiveDrawing drawing() {
        return drawing;
    }

    /// Whether all designs are shown instead of the usual ones.
    public BooleanProperty allProperty() {
        return all;
    }

    /// Tells how wide the pane is, in pixels; nothing is drawn before it is seen for the first time.
    public void setRoom(double newWidth) {
        if (newWidth > 0 && newWidth != width) {
            width = newWidth;
            redraw();
        }
    }

    /// The same picture in character cells.
    public Drawing textDrawing(int columns) {
        return draw(session.computed(), chosen(), DrawingStyle.cells(columns).withCaption());
    }

    /// Which designs the picture compares.
    public ViewOptions looks() {
        return all.get()
                ? ViewOptions.PLAIN.withDesigns(
                        designs.all().stream().map(DoorbellDesign::id).toList())
                : ViewOptions.PLAIN;
    }

    private List<DoorbellDesign> chosen() {
        return all.get() ? designs.all() : designs.usual();
    }

    private void redraw() {
        if (width > 0) {
            Computed now = session.computed();
            List<DoorbellDesign> chosen = chosen();
            DrawingStyle style =
                    DrawingStyle.pixels(Math.max(NARROWEST, width), Double.POSITIVE_INFINITY);
            drawing.request(() -> draw(now, chosen, style));
        }
    }

    private Drawing draw(Computed now, List<DoorbellDesign> chosen, DrawingStyle style) {
        List<DesignRun> runs = DesignEvaluation.of(designs, now.timeline()).runAll(chosen);
        return CompareDiagram.draw(now.atlas(), now.timeline(), now.step(), runs, style);
    }
}
