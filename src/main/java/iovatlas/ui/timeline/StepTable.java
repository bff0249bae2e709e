package iovatlas.ui.timeline;

import iovatlas.scenario.Mark;
import iovatlas.ui.theme.WrappedText;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/// The list of steps; the selected row is the cursor.
final class StepTable {

    private static final PseudoClass ALARMED = PseudoClass.getPseudoClass("alarmed");
    private static final PseudoClass WAITING = PseudoClass.getPseudoClass("waiting");
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");
    private static final double NUMBER = 40;
    private static final double ANSWER = 130;
    private static final double SCROLL_BAR = 14;

    private final TimelineViewModel model;
    private final TableView<StepRow> table = new TableView<>();
    private final Label problem = new Label();
    private final TableColumn<StepRow, String> actions;
    private boolean following;

    /// @param onRefusal tells why something cannot be done
    /// @param keys what the keys do besides
    StepTable(TimelineViewModel model, Consumer<String> onRefusal, StepKeys keys) {
        this.model = model;
        StepDrag drag = new StepDrag(table, model.edits(), text -> say(text, false), onRefusal);
        problem.setId("step-problem");
        problem.getStyleClass().add("step-problem");
        WrappedText.in(problem);
        say("", false);
        table.setEditable(true);
        table.setItems(model.rows());
        table.setMinHeight(0);
        table.setId("steps");
        table.getStyleClass().addAll("dense", "no-header");
        table.setPlaceholder(new Label("The document has no steps."));
        table.getColumns().add(column(row -> Integer.toString(row.number()), NUMBER, "muted-cell"));
        actions = column(StepRow::action, 200, "step-action");
        actions.setEditable(true);
        actions.setCellFactory(_ -> new StepCell(model.edits(), text -> say(text, true)));
        actions.prefWidthProperty()
                .bind(table.widthProperty().subtract(NUMBER + ANSWER + SCROLL_BAR));
        table.getColumns().add(actions);
        table.getColumns().add(column(StepRow::answer, ANSWER, "step-answer"));
        table.setRowFactory(_ -> {
            TableRow<StepRow> row = row();
            drag.on(row);
            return row;
        });
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getSelectionModel()
                .getSelectedIndices()
                .addListener((ListChangeListener<Integer>) _ -> choose());
        table.setOnKeyPressed(event -> {
            StepRow row = table.getSelectionModel().getSelectedItem();
            if (table.getEditingCell() == null && keys.pressed(row, event)) {
                event.consume();
            }
        });
    }

    Node node() {
        return table;
    }

    void setMenu(ContextMenu menu) {
        table.setContextMenu(menu);
    }

    /// Where what is wrong with a line, or what a drop would do, is told.
    Node teller() {
        return problem;
    }

    void takeFocus() {
        table.requestFocus();
    }

    /// Edits the line of the chosen step in its place.
    void edit() {
        int row = table.getSelectionModel().getSelectedIndex();
        if (row >= 0) {
            table.scrollTo(row);
            table.edit(row, actions);
        }
    }

    private void say(String text, boolean wrong) {
        problem.pseudoClassStateChanged(ALARMED, wrong);
        problem.setText(text);
        problem.setVisible(!text.isEmpty());
        problem.setManaged(!text.isEmpty());
    }

    ReadOnlyObjectProperty<StepRow> chosen() {
        return table.getSelectionModel().selectedItemProperty();
    }

    private void choose() {
        StepRow cursor = table.getSelectionModel().getSelectedItem();
        if (cursor != null && !following && !model.isChanging()) {
            List<StepRow> all =
                    table.getSelectionModel().getSelectedItems().stream()
                            .filter(Objects::nonNull)
                            .toList();
            following = true;
            model.choose(all, cursor);
            following = false;
        }
    }

    /// Puts the cursor on a step, and selects what is selected with it; 0 is before the first.
    void show(int step) {
        if (following) {
            return;
        }
        following = true;
        List<Integer> rows = model.chosen(step).stream().map(row -> row.number() - 1).toList();
        var selection = table.getSelectionModel();
        if (rows.isEmpty()) {
            selection.clearSelection();
        } else if (!selection.getSelectedIndices().equals(rows)
                || selection.getSelectedIndex() != step - 1) {
            selection.clearSelection();
            rows.forEach(selection::select);
            selection.select(step - 1);
            table.scrollTo(Math.max(0, step - 2));
        }
        following = false;
    }

    private static TableRow<StepRow> row() {
        TableRow<StepRow> row = new TableRow<>();
        row.itemProperty()
                .subscribe(step -> {
                    row.pseudoClassStateChanged(ALARMED, step != null && step.mark() == Mark.WRONG);
                    row.pseudoClassStateChanged(
                            WAITING, step != null && step.mark() == Mark.WAITING);
                    row.pseudoClassStateChanged(OFF, step != null && !step.enabled());
                });
        return row;
    }

    private static TableColumn<StepRow, String> column(
            Function<StepRow, String> text, double width, String style) {
        TableColumn<StepRow, String> column = new TableColumn<>();
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setEditable(false);
        column.setReorderable(false);
        column.getStyleClass().add(style);
        column.setCellValueFactory(
                data -> new ReadOnlyObjectWrapper<>(text.apply(data.getValue())));
        return column;
    }
}
