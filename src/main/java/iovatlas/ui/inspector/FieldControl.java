package iovatlas.ui.inspector;

import javafx.css.PseudoClass;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.BiFunction;

/// The control of a property: a text to read, a line to type in or a list to choose from, and below
/// it what is wrong with what was typed.
final class FieldControl {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private static final double TIP = 360;

    private final Field field;
    private final BiFunction<Field, String, Optional<String>> change;
    private final BiFunction<Field, String, Optional<String>> check;
    private final BiFunction<Field, String, Optional<String>> caution;
    private final Label problem = new Label();
    private final Label reason = new Label();
    private final Control control;
    private final VBox box;

    /// @param change changes the property; gives what is wrong
    /// @param check says what would be wrong while somebody types
    /// @param caution says what somebody should know of what is typed and right
    FieldControl(
            Field field,
            BiFunction<Field, String, Optional<String>> change,
            BiFunction<Field, String, Optional<String>> check,
            BiFunction<Field, String, Optional<String>> caution) {
        this.field = field;
        this.change = change;
        this.check = check;
        this.caution = caution;
        problem.getStyleClass().add("hint");
        problem.setWrapText(true);
        control = make();
        control.setAccessibleText(
                field.editor() == null ? field.label() + ": " + field.value() : field.label());
        control.setAccessibleHelp(field.why());
        tell(field.editor());
        control.setMinWidth(0);
        control.setMaxWidth(Double.MAX_VALUE);
        box = new VBox(control);
        reason.getStyleClass().addAll("muted", "hint");
        reason.setWrapText(true);
    }

    /// What it is and what may stand there, for a pointer that rests on it.
    private void tell(@Nullable FieldEditor editor) {
        String allowed =
                editor == null || editor.choices().isEmpty()
                        ? ""
                        : "\nOne of " + String.join(", ", editor.choices());
        String why = field.why().isEmpty() ? "" : "\n" + field.why();
        Tooltip tip = new Tooltip(field.label() + ": " + field.value() + allowed + why);
        tip.setWrapText(true);
        tip.setMaxWidth(TIP);
        control.setTooltip(tip);
    }

    /// Shows below the value where it comes from; hides it when it is shown.
    void explain() {
        reason.setText(field.why());
        if (!box.getChildren().remove(reason)) {
            box.getChildren().add(reason);
        }
    }

    Field field() {
        return field;
    }

    VBox node() {
        return box;
    }

    private Control make() {
        FieldEditor editor = field.editor();
        if (editor == null) {
            Label label = new Label(field.value());
            label.setWrapText(true);
            label.getStyleClass().addAll("mono", "sheet-value");
            return label;
        }
        return editor.choices().isEmpty() ? line() : choice(editor);
    }

    void takeFocus() {
        control.requestFocus();
    }

    boolean isFocused() {
        return control.isFocused();
    }

    private TextField line() {
        TextField line = new TextField(field.value());
        line.getStyleClass().addAll("mono", "sheet-field");
        line.setOnAction(_ -> commit(line.getText()));
        line.textProperty()
                .subscribe((_, typed) -> {
                    if (line.isFocused()) {
                        tell(check.apply(field, typed), caution.apply(field, typed));
                    }
                });
        line.focusedProperty()
                .subscribe(focused -> {
                    if (!focused && line.getScene() != null) {
                        commit(line.getText());
                    }
                });
        line.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !line.getText().equals(field.value())) {
                line.setText(field.value());
                tell(Optional.empty(), Optional.empty());
                event.consume();
            }
        });
        return line;
    }

    private ComboBox<String> choice(FieldEditor editor) {
        ComboBox<String> choice = new ComboBox<>();
        choice.getItems().setAll(editor.choices());
        choice.setValue(field.value());
        choice.getStyleClass().addAll("mono", "sheet-field");
        choice.setOnAction(_ -> commit(choice.getValue()));
        return choice;
    }

    private void commit(String text) {
        tell(change.apply(field, text), Optional.empty());
    }

    private void tell(Optional<String> wrong, Optional<String> known) {
        control.pseudoClassStateChanged(WRONG, wrong.isPresent());
        problem.getStyleClass().remove("alarm-text");
        if (wrong.isPresent()) {
            problem.getStyleClass().add("alarm-text");
        }
        Optional<String> text = wrong.or(() -> known);
        problem.setText(text.orElse(""));
        if (text.isEmpty()) {
            box.getChildren().remove(problem);
        } else if (!box.getChildren().contains(problem)) {
            box.getChildren().add(problem);
        }
    }
}
