package iovatlas.ui.editor;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.HitTest;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.topology.TopologyViewModel;
import iovatlas.ui.work.Running;

import javafx.animation.PauseTransition;
import javafx.scene.control.Label;
import javafx.scene.shape.Rectangle;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One drag over the topology: says before the drop what it would do, lights the target, and shows
/// groups as they would be when the pointer rests.
public final class DropSession {
    private static final Duration REST = Duration.millis(220);
    private static final double BESIDE = 14;

    private final DocumentSession session;
    private final DrawingView view;
    private final TopologyViewModel model;
    private final EditRunner runner;
    private final Label hint = new Label();
    private final Rectangle light = new Rectangle();
    private final PauseTransition rest = new PauseTransition(REST);
    private Drawing ground = new Drawing("", "", 1, 1, List.of());
    private ViewTransform transform = ViewTransform.IDENTITY;
    private @Nullable Payload payload;
    private @Nullable ElementId target;
    private @Nullable DropPlan plan;
    private @Nullable Running computing;

    public DropSession(
            DocumentSession session, DrawingView view, TopologyViewModel model, EditRunner runner) {
        this.session = session;
        this.view = view;
        this.model = model;
        this.runner = runner;
        hint.getStyleClass().add("drop-hint");
        hint.setId("drop-hint");
        hint.setWrapText(true);
        hint.setMaxWidth(380);
        light.getStyleClass().add("drop-light");
        rest.setOnFinished(_ -> look());
    }

    boolean isActive() {
        return payload != null;
    }

    void begin(Payload value) {
        payload = value;
        target = null;
        plan = null;
        ground = view.drawing();
        transform = view.transform();
    }

    /// The pointer is at a point of the view, which may lie outside of it.
    void move(double x, double y) {
        Payload carried = payload;
        if (carried == null) {
            return;
        }
        boolean inside = x >= 0 && y >= 0 && x <= view.getWidth() && y <= view.getHeight();
        ElementId under = inside ? under(x, y) : null;
        if (under == null) {
            forget();
        } else if (!under.equals(target)) {
            aim(carried, under);
        }
        place(x, y);
    }

    private ElementId under(double x, double y) {
        return HitTest.shapeAt(ground, transform.unitX(x), transform.unitY(y))
                .flatMap(shape -> Optional.ofNullable(shape.element()))
                .orElse(new ElementId.OfDocument());
    }

    private void aim(Payload carried, ElementId under) {
        forget();
        target = under;
        boolean itself =
                carried instanceof Payload.OfElements held && held.elements().contains(under);
        if (itself) {
            return;
        }
        DropPlan next = DropPlan.of(session.atlas(), session.computed().state(), carried, under);
        plan = next;
        hint.setText(next.text());
        hint.getStyleClass().removeAll("refused");
        light.getStyleClass().removeAll("refused");
        if (!next.isPossible()) {
            hint.getStyleClass().add("refused");
            light.getStyleClass().add("refused");
        }
        view.overlay().getChildren().setAll(hint);
        HitTest.boxOf(ground, under).ifPresent(this::show);
        rest.playFromStart();
    }

    private void show(Shape.Box box) {
        light.setX(transform.pixelX(box.x()) - 3);
        light.setY(transform.pixelY(box.y()) - 3);
        light.setWidth(box.width() * transform.scale() + 6);
        light.setHeight(box.height() * transform.scale() + 6);
        view.overlay().getChildren().addFirst(light);
    }

    private void place(double x, double y) {
        hint.autosize();
        double width = Math.min(hint.prefWidth(-1), 380);
        hint.resize(width, hint.prefHeight(width));
        hint.relocate(
                Math.clamp(x + BESIDE, 4, Math.max(4, view.getWidth() - width - 4)),
                Math.clamp(y + BESIDE, 4, Math.max(4, view.getHeight() - hint.getHeight() - 4)));
    }

    /// Shows the machine as the drop would leave it, hulls and the kernel's answers included.
    private void look() {
        DropPlan now = plan;
        Atlas after = now == null ? null : now.after();
        if (now == null || after == null) {
            return;
        }
        int first = session.atlas().steps().size();
        computing =
                session.preview(
                        after,
                        computed -> {
                            if (plan == now) {
                                model.preview(computed);
                                hint.setText(now.text() + answers(computed, first));
                                place(hint.getLayoutX() - BESIDE, hint.getLayoutY() - BESIDE);
                            }
                        });
    }

    private static String answers(Computed computed, int first) {
        String answers = EditRunner.answers(computed, first);
        return answers.isEmpty() ? "" : "\n" + answers;
    }

    private void forget() {
        rest.stop();
        if (computing != null) {
            computing.stop();
            computing = null;
        }
        target = null;
        plan = null;
        hint.setText("");
        view.overlay().getChildren().removeAll(hint, light);
        model.preview(null);
    }

    /// Does what the hint says; a drop that cannot be made changes nothing and says why.
    void drop() {
        DropPlan chosen = plan;
        cancel();
        if (chosen != null && chosen.edit() != null) {
            runner.run(chosen.edit());
        }
    }

    void cancel() {
        forget();
        payload = null;
    }
}
