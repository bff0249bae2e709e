package iovatlas.ui.editor;

import iovatlas.atlas.Layout;
import iovatlas.topology.ElementId;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.topology.TopologyViewModel;

import javafx.scene.input.KeyEvent;

import java.util.List;
import java.util.Optional;

/// What a person does to the drawing and not to the machine: bringing boxes into line, nudging them,
/// folding subtrees, giving the places back to the program.
final class ArrangeCommands {
    private static final double NUDGE = 10;
    private static final String NOT_DONE = "Nothing moved";

    private final DocumentSession session;
    private final DrawingView view;
    private final TopologyViewModel model;
    private final DialogService dialogs;

    ArrangeCommands(
            DocumentSession session,
            DrawingView view,
            TopologyViewModel model,
            DialogService dialogs) {
        this.session = session;
        this.view = view;
        this.model = model;
        this.dialogs = dialogs;
        view.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    /// Does one of the actions of the Arrange menu; false when it is another one.
    boolean perform(ActionId id) {
        switch (id) {
            case FOLD -> fold();
            case COLLAPSE_ALL -> model.foldAll();
            case EXPAND_ALL -> model.unfoldAll();
            case ALIGN_LEFT -> align(Alignment.LEFT);
            case ALIGN_RIGHT -> align(Alignment.RIGHT);
            case ALIGN_TOP -> align(Alignment.TOP);
            case ALIGN_BOTTOM -> align(Alignment.BOTTOM);
            case SPREAD_ACROSS -> align(Alignment.ACROSS);
            case SPREAD_DOWN -> align(Alignment.DOWN);
            case RESET_LAYOUT -> reset();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void fold() {
        List<ElementId> selected = selected();
        selected.forEach(model::toggle);
        if (selected.isEmpty()) {
            dialogs.note("Nothing folded", "Select a bridge or a host bridge first.");
        }
    }

    private void reset() {
        if (session.layout().isEmpty()) {
            dialogs.note(NOT_DONE, "Every box is where the program places it.");
        }
        session.place("Reset Layout", Optional.empty(), Layout.EMPTY);
    }

    private void align(Alignment how) {
        if (model.isOutline()) {
            dialogs.note(NOT_DONE, "A machine this large is drawn as an outline.");
            return;
        }
        HandMoves moves = moves();
        if (moves.boxes(selected()).size() < how.least()) {
            dialogs.note(
                    NOT_DONE,
                    "Select at least " + (how.least() == 2 ? "two" : "three") + " boxes first.");
            return;
        }
        session.place(how.text(), Optional.empty(), moves.aligned(selected(), how));
    }

    private HandMoves moves() {
        return new HandMoves(session.computed(), view.drawing(), session.layout());
    }

    private List<ElementId> selected() {
        return session.selection().selected().elements();
    }

    /// Shift and an arrow key move what is selected by a little; presses that follow each other are
    /// one change.
    private void keyPressed(KeyEvent event) {
        if (!event.isShiftDown() || event.isAltDown() || event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> nudge(-NUDGE, 0);
            case RIGHT -> nudge(NUDGE, 0);
            case UP -> nudge(0, -NUDGE);
            case DOWN -> nudge(0, NUDGE);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void nudge(double dx, double dy) {
        List<ElementId> selected = selected();
        HandMoves moves = moves();
        if (!selected.isEmpty() && !model.isOutline() && !moves.boxes(selected).isEmpty()) {
            String what = new Payload.OfElements(selected).text();
            session.place(
                    "Move " + what,
                    Optional.of(List.of("nudge", selected)),
                    moves.moved(selected, dx, dy));
        }
    }
}
