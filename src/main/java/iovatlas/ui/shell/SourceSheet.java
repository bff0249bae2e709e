package iovatlas.ui.shell;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The text of a document that cannot be read, with the line that is wrong marked.
final class SourceSheet {

    private static final double WIDTH = 900;
    private static final double HEIGHT = 560;

    private SourceSheet() {}

    /// @param line 1-based
    /// @param column 1-based
    static Node make(String name, String text, int line, int column, String sentence) {
        Label title = new Label(name + ", line " + line + ", column " + column);
        title.getStyleClass().add("sheet-title");
        Label what = new Label(sentence);
        what.getStyleClass().add("alarm-text");
        what.setWrapText(true);
        TextArea area = new TextArea(text);
        area.setEditable(false);
        area.getStyleClass().add("mono");
        VBox.setVgrow(area, Priority.ALWAYS);
        VBox sheet = new VBox(title, what, area);
        sheet.getStyleClass().add("sheet");
        sheet.setId("source-sheet");
        sheet.setMaxSize(WIDTH, HEIGHT);
        sheet.setPrefSize(WIDTH, HEIGHT);
        int start = startOf(line, text);
        int end = text.indexOf('\n', start);
        // Selecting scrolls only where the skin is there already.
        area.skinProperty()
                .subscribe(skin -> {
                    if (skin != null) {
                        area.selectRange(end < 0 ? text.length() : end, start);
                    }
                });
        return sheet;
    }

    /// Where a line begins in a text.
    static int startOf(int line, String text) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = text.indexOf('\n', start);
            if (end < 0) {
                return start;
            }
            start = end + 1;
        }
        return start;
    }
}
