package iovatlas.ui.timeline;

import javafx.scene.control.TableCell;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import java.util.Optional;
import java.util.function.Consumer;

/// What a step does; while it is edited, the step's line of the document. What is wrong with the line
/// is told while one types, and a line that is wrong is not taken.
final class StepCell extends TableCell<StepRow, String> {
    private final StepEdits edits;
    private final Consumer<String> problem;
    private final TextField field = new TextField();

    /// @param problem takes what is wrong, empty for nothing
    StepCell(StepEdits edits, Consumer<String> problem) {
        this.edits = edits;
        this.problem = problem;
        field.setId("step-line");
        field.getStyleClass().addAll("mono", "step-line");
        field.setAccessibleText("The step as a line of the document");
        field.textProperty().subscribe(this::check);
        field.setOnAction(_ -> commit());
        field.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        cancelEdit();
                        event.consume();
                    }
                });
        field.focusedProperty()
                .subscribe(focused -> {
                    if (!focused && isEditing()) {
                        cancelEdit();
                    }
                });
    }

    private Optional<StepRow> row() {
        return Optional.ofNullable(getTableRow()).flatMap(r -> Optional.ofNullable(r.getItem()));
    }

    private void check(String text) {
        if (isEditing()) {
            problem.accept(row().flatMap(row -> edits.fault(row, text)).orElse(""));
        }
    }

    private void commit() {
        Optional<String> refusal = row().flatMap(row -> edits.change(row, field.getText()));
        if (refusal.isPresent()) {
            problem.accept(refusal.get());
        } else {
            cancelEdit();
            getTableView().requestFocus();
        }
    }

    @Override
    public void startEdit() {
        super.startEdit();
        if (isEditing()) {
            field.setText(row().map(edits::line).orElse(""));
            setText(null);
            setGraphic(field);
            field.requestFocus();
            field.selectAll();
        }
    }

    @Override
    public void cancelEdit() {
        super.cancelEdit();
        problem.accept("");
        setText(getItem());
        setGraphic(null);
    }

    @Override
    protected void updateItem(String item, boolean empty) {
        super.updateItem(item, empty);
        setGraphic(null);
        setText(empty ? null : item);
    }
}
