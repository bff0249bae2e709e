package iovatlas.ui.timeline;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

import java.util.function.Consumer;

/// Dragging a step to another place of the list. While it is dragged the row where it would go is lit
/// and what the kernel would answer otherwise is told.
final class StepDrag {
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("drop-target");
    private static final double STILL = 6;

    private final TableView<StepRow> table;
    private final StepEdits edits;
    private final Consumer<String> hint;
    private final Consumer<String> refused;
    private double startY;
    private int target;
    private boolean stopped;

    StepDrag(
            TableView<StepRow> table,
            StepEdits edits,
            Consumer<String> hint,
            Consumer<String> refused) {
        this.table = table;
        this.edits = edits;
        this.hint = hint;
        this.refused = refused;
        table.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    void on(TableRow<StepRow> row) {
        row.addEventHandler(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    startY = event.getSceneY();
                    stopped = false;
                });
        row.addEventHandler(MouseEvent.MOUSE_DRAGGED, event -> dragged(row, event));
        row.addEventHandler(MouseEvent.MOUSE_RELEASED, _ -> released(row));
    }

    private void dragged(TableRow<StepRow> row, MouseEvent event) {
        boolean still = target == 0 && Math.abs(event.getSceneY() - startY) < STILL;
        if (row.isEmpty() || event.getButton() != MouseButton.PRIMARY || still || stopped) {
            return;
        }
        int rows = (int) Math.floor(event.getY() / Math.max(1, row.getHeight()));
        int next = Math.clamp(row.getIndex() + 1L + rows, 1, table.getItems().size());
        if (next != target) {
            target = next;
            light();
            hint.accept("");
            if (next != row.getIndex() + 1) {
                edits.preview(row.getItem(), next, text -> tell(next, text));
            }
        }
        event.consume();
    }

    private void tell(int place, String text) {
        if (target == place) {
            hint.accept(text);
        }
    }

    private void released(TableRow<StepRow> row) {
        int to = target;
        end();
        if (to != 0 && !row.isEmpty() && to != row.getIndex() + 1) {
            edits.move(row.getItem(), to).ifPresent(refused);
        }
    }

    private void end() {
        target = 0;
        light();
        hint.accept("");
    }

    /// Esc leaves the list as it is.
    private void keyPressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && target != 0) {
            stopped = true;
            end();
            event.consume();
        }
    }

    private void light() {
        for (Node node : table.lookupAll(".table-row-cell")) {
            if (node instanceof TableRow<?> row) {
                row.pseudoClassStateChanged(TARGET, target != 0 && row.getIndex() + 1 == target);
            }
        }
    }
}
