package iovatlas.ui.shell;

import iovatlas.ui.action.ActionCategory;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.Chord;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;
import java.util.stream.Stream;

/// All keys on one sheet, made from the actions.
final class KeySheet {

    /// Keys that belong to what has the focus and so to no action.
    private record ViewKey(String keys, String text) {}

    private static final List<ViewKey> IN_PICTURES =
            List.of(
                    new ViewKey("+  -", "Zoom"),
                    new ViewKey("0  1", "Actual size"),
                    new ViewKey("F", "Fit"),
                    new ViewKey("arrows", "Move"),
                    new ViewKey("Ctrl+wheel", "Zoom at the pointer"),
                    new ViewKey("Shift+wheel", "Move sideways"));

    private static final double COLUMN = 270;

    private KeySheet() {}

    static Node make() {
        FlowPane columns = new FlowPane(Orientation.VERTICAL, 28, 3);
        for (ActionCategory category : ActionCategory.values()) {
            List<ActionId> ids =
                    Stream.of(ActionId.values())
                            .filter(id -> id.category() == category && !id.chords().isEmpty())
                            .toList();
            columns.getChildren().add(heading(category.title()));
            ids.forEach(id -> columns.getChildren().add(row(id)));
        }
        columns.getChildren().add(heading("In pictures"));
        IN_PICTURES.forEach(key -> columns.getChildren().add(row(key.text(), List.of(key.keys()))));
        columns.setPrefWrapLength(560);
        columns.setMaxHeight(600);
        Label title = new Label("Keys");
        title.getStyleClass().add("sheet-title");
        VBox sheet = new VBox(title, columns);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        sheet.setFocusTraversable(true);
        sheet.setId("key-sheet");
        return sheet;
    }

    private static Node heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-title");
        return label;
    }

    private static Node row(ActionId id) {
        return row(
                id.text().replace("\u2026", ""),
                id.chords().stream()
                        .map(Chord::text)
                        .filter(keys -> !keys.contains("Num"))
                        .toList());
    }

    private static Node row(String text, List<String> keys) {
        Label name = new Label(text);
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox row = new HBox(4, name, gap);
        row.setAlignment(Pos.CENTER_LEFT);
        row.setPrefWidth(COLUMN);
        for (String key : keys) {
            Label cap = new Label(key);
            cap.getStyleClass().add("key-cap");
            row.getChildren().add(cap);
        }
        return row;
    }
}
