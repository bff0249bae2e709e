package iovatlas.ui.editor;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.diagram.Drawing;
import iovatlas.topology.ElementId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.canvas.HitTest;
import iovatlas.ui.canvas.ViewTransform;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.topology.TopologyViewModel;
import iovatlas.ui.work.Running;

import javafx.animation.PauseTransition;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One drag over the topology: says before the drop what it would do, lights the target, and shows
/// groups as they would be when the pointer rests.
public final class DropSession {
    private static final Duration REST = Duration.millis(220);

    private final DocumentSession session;
    private final DrawingView view;
    private final TopologyViewModel model;
    private final EditRunner runner;
    private final DropHint hint;
    private final PauseTransition rest = new PauseTransition(REST);
    private Drawing ground = new Drawing("", "", 1, 1, List.of());
    private final EdgeScroll scroll;
    private final EventHandler<KeyEvent> escape = this::keyPressed;
    private @Nullable Scene heard;
    private @Nullable Payload payload;
    private @Nullable ElementId target;
    private @Nullable DropPlan plan;
    private @Nullable HandMoves moves;
    private @Nullable Layout placed;
    private double startX;
    private double startY;
    private double lastX;
    private double lastY;
    private boolean onlyMoves;
    private @Nullable Running computing;

    public DropSession(
            DocumentSession session, DrawingView view, TopologyViewModel model, EditRunner runner) {
        this.session = session;
        this.view = view;
        this.model = model;
        this.runner = runner;
        this.hint = new DropHint(view);
        this.scroll = new EdgeScroll(view, this::follow);
        rest.setOnFinished(_ -> look());
    }

    boolean isActive() {
        return payload != null;
    }

    void begin(Payload value) {
        payload = value;
        target = null;
        plan = null;
        placed = null;
        moves = null;
        ground = view.drawing();
        view.setHeld(true);
        Scene scene = view.getScene();
        heard = scene;
        if (scene != null) {
            scene.addEventFilter(KeyEvent.KEY_PRESSED, escape);
        }
    }

    /// Esc gives the drag up, wherever the keyboard is.
    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE) {
            cancel();
            event.consume();
        }
    }

    /// Begins to drag things that are in the machine, from a point of the view: dropped on the ground
    /// they stay there, in the drawing.
    void begin(Payload.OfElements value, double x, double y) {
        begin(value);
        startX = view.transform().unitX(x);
        startY = view.transform().unitY(y);
        scroll.pointer(x, y);
        HandMoves hand = new HandMoves(session.computed(), ground, session.layout());
        moves = model.isOutline() || hand.boxes(value.elements()).isEmpty() ? null : hand;
    }

    /// The pointer is at a point of the view, which may lie outside of it.
    ///
    /// @param always whether it only moves boxes, whatever is under the pointer
    void move(double x, double y, boolean always) {
        lastX = x;
        lastY = y;
        onlyMoves = always;
        if (payload != null) {
            follow();
            scroll.pointer(x, y);
        }
    }

    /// What is dragged is at the pointer, wherever the drawing is by now.
    private void follow() {
        Payload carried = payload;
        if (carried == null) {
            return;
        }
        boolean inside =
                lastX >= 0 && lastY >= 0 && lastX <= view.getWidth() && lastY <= view.getHeight();
        double x = Math.clamp(lastX, 0, view.getWidth());
        double y = Math.clamp(lastY, 0, view.getHeight());
        HandMoves hand = moves;
        if (hand != null
                && carried instanceof Payload.OfElements held
                && (onlyMoves || !inside || isGround(held, under(x, y)))) {
            put(hand, held, x, y);
            return;
        }
        if (placed != null) {
            placed = null;
            target = null;
            model.tryLayout(null);
        }
        ElementId under = inside ? under(x, y) : null;
        if (under == null) {
            forget();
        } else if (!under.equals(target)) {
            aim(carried, under);
        }
        light();
        hint.follow(x, y);
    }

    /// Where a drop means only another place in the drawing.
    private static boolean isGround(Payload.OfElements held, ElementId under) {
        return held.functions().isEmpty()
                || held.elements().contains(under)
                || under instanceof ElementId.OfDocument
                || under instanceof ElementId.OfGroup
                || under instanceof ElementId.OfIommu
                || under instanceof ElementId.OfMsiController;
    }

    /// Shows the boxes where they would be, with their hulls and lines.
    private void put(HandMoves hand, Payload.OfElements held, double x, double y) {
        ViewTransform now = view.transform();
        Layout next = hand.moved(held.elements(), now.unitX(x) - startX, now.unitY(y) - startY);
        if (placed == null) {
            forget();
        }
        placed = next;
        hint.show("Put " + held.text() + " here, in the drawing only.", true);
        model.tryLayout(next);
        hint.follow(x, y);
    }

    private ElementId under(double x, double y) {
        ViewTransform now = view.transform();
        return HitTest.shapeAt(ground, now.unitX(x), now.unitY(y))
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
        hint.show(next.text(), next.isPossible());
        rest.playFromStart();
    }

    /// Frames the target where it is in the view now.
    private void light() {
        ElementId lit = target;
        if (lit != null && plan != null) {
            HitTest.boxOf(ground, lit).ifPresent(box -> hint.light(box, view.transform()));
        }
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
                                hint.say(now.text() + answers(computed, first));
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
        hint.hide();
        model.preview(null);
        model.tryLayout(null);
    }

    /// Does what the hint says; a drop that cannot be made changes nothing and says why.
    void drop() {
        DropPlan chosen = plan;
        Layout moved = placed;
        Payload carried = payload;
        if (moved != null && carried != null) {
            session.place("Move " + carried.text(), Optional.empty(), moved);
        }
        cancel();
        if (moved == null && chosen != null && chosen.edit() != null) {
            runner.run(chosen.edit());
        }
    }

    void cancel() {
        forget();
        if (heard != null) {
            heard.removeEventFilter(KeyEvent.KEY_PRESSED, escape);
            heard = null;
        }
        scroll.end();
        payload = null;
        placed = null;
        moves = null;
        view.setHeld(false);
    }
}
