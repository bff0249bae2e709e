package iovatlas.ui.inspector;

import iovatlas.ui.theme.WrappedText;

import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

import java.util.function.BooleanSupplier;

/// A place to type a value in: one line, or a few wrapped ones for what would not fit into one.
final class TextLine {
    /// Letters that fit into one line of the narrowest pane.
    static final int LETTERS = 13;

    /// Letters that fit into one that takes the whole width of it.
    private static final int WIDE = 24;

    private static final int MOST_LINES = 6;

    private TextLine() {}

    /// A mapping takes one line: its keys have fields of their own below.
    ///
    /// @param wide whether it takes the whole width of the pane
    static TextInputControl of(String text, String prompt, boolean wide) {
        int letters = wide ? WIDE : LETTERS;
        boolean several = text.length() > letters && text.contains(" ") && !text.startsWith("{");
        TextInputControl line = several ? area(text, letters) : new TextField(text);
        line.setPromptText(prompt);
        line.getStyleClass().addAll("mono", "sheet-field");
        return line;
    }

    private static TextArea area(String text, int letters) {
        TextArea area = new TextArea(text);
        WrappedText.in(area);
        area.setPrefRowCount(Math.min(MOST_LINES, text.length() / letters + 1));
        area.setPrefColumnCount(letters);
        area.getStyleClass().add("sheet-area");
        return area;
    }

    /// Enter commits, Escape takes back what was typed, Tab goes on.
    ///
    /// @param revert says whether there was something to take back
    static void keys(TextInputControl line, Runnable commit, BooleanSupplier revert) {
        if (line instanceof TextField field) {
            field.setOnAction(_ -> commit.run());
        }
        line.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    switch (event.getCode()) {
                        case ENTER -> {
                            commit.run();
                            event.consume();
                        }
                        case ESCAPE -> {
                            if (revert.getAsBoolean()) {
                                event.consume();
                            }
                        }
                        case TAB -> {
                            line.requestFocusTraversal(
                                    event.isShiftDown()
                                            ? TraversalDirection.PREVIOUS
                                            : TraversalDirection.NEXT);
                            event.consume();
                        }
                        default -> {
                            // Typed as it is.
                        }
                    }
                });
    }
}
