package iovatlas.ui.inspector;

import iovatlas.ui.theme.WrappedText;

import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.function.Consumer;

/// The lower part of a sheet: the numbered reasons and the ways out.
final class ReasonsPart {

    /// How many small letters fit into the narrowest pane.
    private static final int LINE = 28;

    private ReasonsPart() {}

    static void add(VBox box, Sheet sheet, Consumer<Change> mend) {
        if (!sheet.why().isEmpty()) {
            box.getChildren().add(heading(sheet));
            GridPane lines = grid();
            int number = 0;
            for (WhyLine why : sheet.why()) {
                lines.addRow(number, marker(Integer.toString(number + 1)), line(why));
                number++;
            }
            box.getChildren().add(lines);
        }
        if (!sheet.changes().isEmpty()) {
            box.getChildren().add(title("Smallest changes that make it work"));
            GridPane lines = grid();
            int row = 0;
            for (Change change : sheet.changes()) {
                lines.addRow(row++, marker("\u2022"), change(change, mend));
            }
            box.getChildren().add(lines);
        }
    }

    /// The reasons of one value, one below the other.
    static VBox reasons(Why why) {
        VBox lines = new VBox(3);
        lines.getStyleClass().addAll("reasons", "hint");
        why.lines().forEach(each -> lines.getChildren().add(line(each)));
        return lines;
    }

    private static Node heading(Sheet sheet) {
        Label verdict = new Label(sheet.verdict());
        verdict.getStyleClass().addAll("alarm-text", "section-title");
        WrappedText.in(verdict);
        HBox line = new HBox(8, title(sheet.heading()));
        if (!sheet.verdict().isEmpty()) {
            line.getChildren().add(verdict);
        }
        line.getStyleClass().add("why-heading");
        return line;
    }

    private static Label title(String text) {
        Label title = new Label(text);
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        return title;
    }

    private static GridPane grid() {
        GridPane grid = new GridPane(4, 5);
        grid.setMinWidth(0);
        ColumnConstraints numbers = new ColumnConstraints(16);
        ColumnConstraints words = new ColumnConstraints();
        words.setHgrow(Priority.ALWAYS);
        words.setMinWidth(0);
        grid.getColumnConstraints().addAll(numbers, words);
        return grid;
    }

    private static Label marker(String text) {
        Label marker = new Label(text);
        marker.getStyleClass().add("muted");
        GridPane.setValignment(marker, VPos.TOP);
        return marker;
    }

    private static Node line(WhyLine why) {
        VBox lines = new VBox(words(why.text(), ""));
        if (!why.source().isEmpty()) {
            lines.getChildren().add(words(breakable(why.source()), "source-line"));
        }
        return lines;
    }

    /// A path in lines of so many letters, broken after its parts: a label would break it anywhere.
    private static String breakable(String source) {
        StringBuilder lines = new StringBuilder();
        int length = 0;
        for (String part : source.split("(?<=[/: ])", -1)) {
            if (length > 0 && length + part.stripTrailing().length() > LINE) {
                lines.setLength(lines.toString().stripTrailing().length());
                lines.append('\n');
                length = 0;
            }
            lines.append(part);
            length += part.length();
        }
        return lines.toString();
    }

    private static Node change(Change change, Consumer<Change> mend) {
        VBox lines = new VBox(2, words(change.text(), ""));
        if (!change.detail().isEmpty()) {
            lines.getChildren().add(words(change.detail(), "source-line"));
        }
        if (change.edit() != null) {
            Button button = new Button("Do it");
            button.getStyleClass().add("small-button");
            button.setAccessibleText(change.text());
            button.setOnAction(_ -> mend.accept(change));
            lines.getChildren().add(button);
        }
        return lines;
    }

    private static Label words(String text, String style) {
        Label label = new Label(text);
        WrappedText.in(label);
        label.setMinHeight(Region.USE_PREF_SIZE);
        if (!style.isEmpty()) {
            label.getStyleClass().add(style);
        }
        return label;
    }
}
