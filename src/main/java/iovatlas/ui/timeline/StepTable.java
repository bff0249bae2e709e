package iovatlas.ui.timeline;

import iovatlas.scenario.Mark;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;

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
    private boolean following;

    StepTable(TimelineViewModel model, Consumer<String> onRefusal) {
        this.model = model;
        table.setItems(model.rows());
        table.setMinHeight(0);
        table.setId("steps");
        table.getStyleClass().addAll("dense", "no-header");
        table.setPlaceholder(new Label("The document has no steps."));
        table.getColumns().add(column(row -> Integer.toString(row.number()), NUMBER, "muted-cell"));
        TableColumn<StepRow, String> actions = column(StepRow::action, 200, "step-action");
        actions.prefWidthProperty()
                .bind(table.widthProperty().subtract(NUMBER + ANSWER + SCROLL_BAR));
        table.getColumns().add(actions);
        table.getColumns().add(column(StepRow::answer, ANSWER, "step-answer"));
        table.setRowFactory(_ -> row());
        table.getSelectionModel()
                .selectedItemProperty()
                .subscribe(row -> {
                    if (row != null && !following) {
                        model.goTo(row);
                    }
                });
        table.setOnKeyPressed(event -> {
            StepRow row = table.getSelectionModel().getSelectedItem();
            if (row != null && event.getCode() == KeyCode.DELETE) {
                model.remove(row).ifPresent(onRefusal);
                event.consume();
            } else if (row != null && event.getCode() == KeyCode.SPACE) {
                model.toggle(row).ifPresent(onRefusal);
                event.consume();
            }
        });
    }

    Node node() {
        return table;
    }

    ReadOnlyObjectProperty<StepRow> chosen() {
        return table.getSelectionModel().selectedItemProperty();
    }

    /// Puts the cursor on a step; 0 is before the first.
    void show(int step) {
        following = true;
        if (step < 1 || step > model.rows().size()) {
            table.getSelectionModel().clearSelection();
        } else {
            table.getSelectionModel().clearAndSelect(step - 1);
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
        column.setReorderable(false);
        column.getStyleClass().add(style);
        column.setCellValueFactory(
                data -> new ReadOnlyObjectWrapper<>(text.apply(data.getValue())));
        return column;
    }
}
