package iovatlas.ui.inspector;

import iovatlas.ui.theme.WrappedText;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.Optional;

/// The control of a property: a text to read, a line to type in or a list to choose from, and below
/// it what is wrong with what was typed, or why it is as it is.
final class FieldControl {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final PseudoClass MIXED = PseudoClass.getPseudoClass("mixed");

    /// How the label of a line for a further item ends.
    static final String NEW = " new";

    private static final double TIP = 360;

    private final Field field;
    private final FieldActions actions;
    private final Label problem = new Label();
    private final VBox reasons;
    private final Control control;
    private final VBox box;

    FieldControl(Field field, FieldActions actions) {
        this.field = field;
        this.actions = actions;
        problem.getStyleClass().add("hint");
        WrappedText.in(problem);
        problem.setMinHeight(Region.USE_PREF_SIZE);
        control = make();
        control.setAccessibleText(
                field.editor() == null ? field.label() + ": " + field.value() : field.label());
        control.setAccessibleHelp(help());
        control.setTooltip(tip());
        control.setMinWidth(0);
        control.setMaxWidth(Double.MAX_VALUE);
        control.pseudoClassStateChanged(MIXED, BulkSheet.isMixed(field));
        control.focusedProperty()
                .subscribe(focused -> {
                    if (focused) {
                        actions.tell(field);
                    }
                });
        box = new VBox(control);
        reasons = ReasonsPart.reasons(field.why());
        if (field.isResettable()) {
            reasons.getChildren().add(resetButton());
        }
        show(false);
    }

    /// What it is and what may stand there, for whoever cannot see the sheet.
    private String help() {
        String kernel = field.meaning().kernel().isEmpty() ? "" : field.meaning().kernel() + ". ";
        return kernel + String.join(" ", field.meaning().lines()) + field.why().text();
    }

    /// The whole value, and all that is known of it, for a pointer that rests on it.
    private Tooltip tip() {
        StringBuilder text = new StringBuilder(field.label());
        if (!field.value().isEmpty()) {
            text.append(": ").append(field.value());
        }
        if (!field.meaning().kernel().isEmpty()) {
            text.append('\n').append(field.meaning().kernel());
        }
        field.meaning().lines().forEach(line -> text.append('\n').append(line));
        if (!field.why().isEmpty()) {
            text.append('\n').append(field.why().text());
        }
        Tooltip tip = new Tooltip(text.toString());
        WrappedText.in(tip);
        tip.setMaxWidth(TIP);
        return tip;
    }

    /// Shows below the value where it comes from; hides it when it is shown.
    void explain() {
        show(!explains());
    }

    /// Whether it is shown where the value comes from.
    boolean explains() {
        return reasons.isManaged();
    }

    private void show(boolean shown) {
        reasons.setManaged(shown);
        reasons.setVisible(shown);
    }

    /// Where the value comes from, hidden until somebody asks.
    VBox reasons() {
        return reasons;
    }

    private Button resetButton() {
        Button button = new Button("Leave it out");
        button.getStyleClass().add("small-button");
        button.setOnAction(_ -> reset());
        return button;
    }

    /// Leaves the property out, so that its default holds.
    void reset() {
        actions.change(field, "", wrong -> tell(wrong, Optional.empty()));
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
            WrappedText.in(label);
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

    /// What stands in the control when nobody has typed.
    private String shown() {
        return BulkSheet.isMixed(field) ? "" : field.value();
    }

    private String prompt() {
        if (BulkSheet.isMixed(field)) {
            return "mixed";
        }
        if (field.label().endsWith(NEW)) {
            return "add one";
        }
        String usual = field.meaning().usual();
        if (usual.isEmpty()) {
            return "none";
        }
        String told = usual + " (default)";
        boolean chosen = field.editor() != null && !field.editor().choices().isEmpty();
        return chosen || told.length() > TextLine.LETTERS ? "(" + usual + ")" : told;
    }

    private TextInputControl line() {
        TextInputControl line = TextLine.of(shown(), prompt(), field.isWide());
        TextLine.keys(
                line,
                () -> commit(line.getText()),
                () -> {
                    boolean changed = !line.getText().equals(shown());
                    line.setText(shown());
                    tell(Optional.empty(), Optional.empty());
                    return changed;
                });
        line.textProperty()
                .subscribe((_, typed) -> {
                    if (line.isFocused()) {
                        actions.judge(
                                field,
                                typed,
                                found -> {
                                    if (line.getText().equals(typed)) {
                                        tell(found.wrong(), found.caution());
                                    }
                                });
                    }
                });
        line.focusedProperty()
                .subscribe(focused -> {
                    if (!focused && line.getScene() != null) {
                        commit(line.getText());
                    }
                });
        return line;
    }

    private ComboBox<String> choice(FieldEditor editor) {
        ComboBox<String> choice = new ComboBox<>();
        choice.getItems().setAll(editor.choices());
        choice.setPromptText(prompt());
        choice.setValue(shown().isEmpty() ? null : shown());
        choice.getStyleClass().addAll("mono", "sheet-field");
        choice.setOnAction(_ -> commit(choice.getValue() == null ? "" : choice.getValue()));
        return choice;
    }

    private void commit(String text) {
        if (!text.equals(shown())) {
            actions.change(field, text, wrong -> tell(wrong, Optional.empty()));
        }
    }

    private void tell(Optional<String> wrong, Optional<String> known) {
        control.pseudoClassStateChanged(WRONG, wrong.isPresent());
        problem.getStyleClass().remove("alarm-text");
        if (wrong.isPresent()) {
            problem.getStyleClass().add("alarm-text");
        }
        Optional<String> text = wrong.or(() -> known);
        problem.setText(text.orElse(""));
        control.setAccessibleHelp(text.orElseGet(this::help));
        if (text.isEmpty()) {
            box.getChildren().remove(problem);
        } else if (!box.getChildren().contains(problem)) {
            box.getChildren().add(1, problem);
        }
    }
}
