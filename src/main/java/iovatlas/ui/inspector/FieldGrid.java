package iovatlas.ui.inspector;

import iovatlas.ui.theme.WrappedText;

import javafx.geometry.Insets;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.List;

/// Properties one below the other: what each is called, its control, and a button that says why it
/// is so or leaves it out.
///
/// @param actions what the controls ask for
/// @param controls gets every control that is made
record FieldGrid(FieldActions actions, List<FieldControl> controls) {
    private static final double LABELS = 92;
    private static final double BUTTONS = 18;
    private static final double INDENT = 8;

    GridPane of(List<Field> fields) {
        GridPane grid = new GridPane(6, 4);
        grid.setMinWidth(0);
        ColumnConstraints labels = new ColumnConstraints(LABELS);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        grid.getColumnConstraints().addAll(labels, values, new ColumnConstraints(BUTTONS));
        int row = 0;
        for (Field field : fields) {
            FieldControl control = new FieldControl(field, actions);
            controls.add(control);
            Label label = label(field, control);
            if (field.isWide()) {
                label.setMaxWidth(Double.MAX_VALUE);
                grid.add(label, 0, row++, 2, 1);
                grid.add(control.node(), 0, row, 2, 1);
            } else {
                grid.addRow(row, label, control.node());
            }
            if (!field.why().isEmpty()) {
                grid.add(why(control), 2, row);
            } else if (field.isResettable()) {
                grid.add(reset(control), 2, row);
            }
            if (!field.why().isEmpty()) {
                grid.add(control.reasons(), 0, ++row, 3, 1);
            }
            row++;
        }
        return grid;
    }

    private static Label label(Field field, FieldControl control) {
        int depth = field.meaning().depth();
        Label label = new Label(field.label());
        label.getStyleClass().addAll("muted", field.editor() == null ? "label-read" : "label-edit");
        WrappedText.in(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(LABELS);
        GridPane.setMargin(label, new Insets(0, 0, 0, depth * INDENT));
        GridPane.setValignment(label, VPos.TOP);
        label.setLabelFor(control.node().getChildrenUnmodifiable().getFirst());
        String kernel = field.meaning().kernel();
        label.setTooltip(new Tooltip(field.label() + (kernel.isEmpty() ? "" : "\n" + kernel)));
        return label;
    }

    private Button why(FieldControl control) {
        Button why = button("?", "Why is " + control.field().label() + " so?", control::explain);
        why.focusedProperty()
                .subscribe(focused -> {
                    if (focused) {
                        actions.tell(control.field());
                    }
                });
        why.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ESCAPE && control.explains()) {
                        control.explain();
                        event.consume();
                    }
                });
        return why;
    }

    private Button reset(FieldControl control) {
        Field field = control.field();
        String usual = field.meaning().usual();
        return button(
                "\u21ba",
                "Leave out "
                        + field.label()
                        + (usual.isEmpty() ? "" : ": back to the default " + usual),
                control::reset);
    }

    private static Button button(String sign, String says, Runnable does) {
        Button button = new Button(sign);
        button.getStyleClass().setAll("hint-button", "why-button");
        button.setAccessibleText(says);
        button.setTooltip(new Tooltip(says));
        button.setOnAction(_ -> does.run());
        GridPane.setValignment(button, VPos.TOP);
        enter(button);
        return button;
    }

    /// Enter does what a click does, as Space does anyway.
    static void enter(ButtonBase button) {
        button.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        button.fire();
                        event.consume();
                    }
                });
    }
}
