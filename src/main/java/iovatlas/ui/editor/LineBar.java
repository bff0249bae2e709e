package iovatlas.ui.editor;

import iovatlas.edit.Edit;
import iovatlas.edit.line.TypedLine;
import iovatlas.ui.session.DocumentSession;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

import java.util.ArrayList;
import java.util.List;

/// Where one types `nic 8086:1572 under 00:01.0`. What the line would do stands beside it while one
/// types; Enter does it, Up brings back what was typed before, Esc goes back to the drawing.
public final class LineBar {
    private static final double LEAST_WIDTH = 280;

    private final DocumentSession session;
    private final EditRunner runner;
    private final Runnable leave;
    private final TextField field = new TextField();
    private final Label answer = new Label();
    private final HBox root = new HBox(field, answer);
    private final List<String> typed = new ArrayList<>();
    private int shown;

    /// @param leave gives the keyboard back to the drawing
    public LineBar(DocumentSession session, EditRunner runner, Runnable leave) {
        this.session = session;
        this.runner = runner;
        this.leave = leave;
        field.setId("typed-line");
        field.setPromptText("nic 8086:1572 under 00:01.0");
        field.getStyleClass().add("mono");
        field.setAccessibleText("One line that changes the machine");
        field.textProperty().subscribe(this::explain);
        field.setOnAction(_ -> run());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        field.setMinWidth(LEAST_WIDTH);
        HBox.setHgrow(field, Priority.ALWAYS);
        answer.getStyleClass().add("line-answer");
        answer.setMinWidth(0);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(answer.textProperty());
        answer.setTooltip(whole);
        root.getStyleClass().add("line-bar");
        setShown(false);
    }

    public Node node() {
        return root;
    }

    /// Shows the bar with the keyboard in it.
    public void takeFocus() {
        setShown(true);
        field.requestFocus();
    }

    private void setShown(boolean value) {
        root.setVisible(value);
        root.setManaged(value);
    }

    private void explain(String line) {
        answer.getStyleClass().removeAll("alarm-text", "waiting-text");
        if (line.isBlank()) {
            answer.setText("");
            return;
        }
        try {
            Edit edit = TypedLine.parse(session.atlas(), line);
            String refusal = edit.refusal(session.atlas()).orElse("");
            String caution = refusal.isEmpty() ? edit.caution(session.atlas()).orElse("") : "";
            answer.setText(
                    refusal.isEmpty() && caution.isEmpty() ? words(edit) : refusal + caution);
            if (!refusal.isEmpty() || !caution.isEmpty()) {
                answer.getStyleClass().add(caution.isEmpty() ? "alarm-text" : "waiting-text");
            }
        } catch (IllegalArgumentException e) {
            answer.setText(String.valueOf(e.getMessage()));
            answer.getStyleClass().add("alarm-text");
        }
    }

    private String words(Edit edit) {
        return edit.details(session.atlas())
                .map(details -> edit.description() + ": " + details)
                .orElse(edit.description());
    }

    private void run() {
        String line = field.getText();
        if (line.isBlank()) {
            return;
        }
        try {
            boolean done = runner.run(TypedLine.parse(session.atlas(), line)).isEmpty();
            if (done) {
                typed.add(line);
                shown = typed.size();
                field.clear();
            }
        } catch (IllegalArgumentException e) {
            explain(line);
        }
    }

    private void keyPressed(KeyEvent event) {
        KeyCode key = event.getCode();
        if (key == KeyCode.ESCAPE) {
            setShown(false);
            leave.run();
            event.consume();
        } else if ((key == KeyCode.UP || key == KeyCode.DOWN) && !typed.isEmpty()) {
            shown = Math.clamp(shown + (key == KeyCode.UP ? -1 : 1), 0, typed.size());
            field.setText(shown < typed.size() ? typed.get(shown) : "");
            field.end();
            event.consume();
        }
    }
}
