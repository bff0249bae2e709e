package iovatlas.ui.shell;

import iovatlas.ui.action.ActionCategory;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.Chord;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
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
                    new ViewKey("Shift+wheel", "Move sideways"),
                    new ViewKey(",  .", "MSI path: hop by hop"),
                    new ViewKey("M", "MSI path: all vectors"),
                    new ViewKey("P", "MSI path: probe a write"));

    private static final List<ViewKey> IN_TOPOLOGY =
            List.of(
                    new ViewKey("Shift+click", "Select one more"),
                    new ViewKey("drag the ground", "Select what is in a box"),
                    new ViewKey("Alt+drag", "Move in the drawing only"),
                    new ViewKey("Esc", "Give up a drag"));

    private static final List<ViewKey> IN_STEPS =
            List.of(
                    new ViewKey("Insert", "Insert a step"),
                    new ViewKey("F2", "Edit its line"),
                    new ViewKey("Space", "Switch it on or off"),
                    new ViewKey("Alt+Up  Alt+Down", "Move it"));

    private static final double COLUMN = 270;

    /// Six keys that differ in a digit are one line.
    private static final List<ActionId> RANGES = List.of(ActionId.PANE_1, ActionId.MAXIMISE_1);

    private static final List<List<ActionCategory>> COLUMNS =
            List.of(
                    List.of(ActionCategory.FILE, ActionCategory.EDIT),
                    List.of(ActionCategory.VIEW, ActionCategory.TOOLS, ActionCategory.HELP),
                    List.of(ActionCategory.ARRANGE, ActionCategory.SCENARIO));

    private KeySheet() {}

    static Node make() {
        HBox columns = new HBox(28);
        for (List<ActionCategory> categories : COLUMNS) {
            VBox column = new VBox(3);
            categories.forEach(category -> add(column, category));
            columns.getChildren().add(column);
        }
        add(columns, 2, "In pictures", IN_PICTURES);
        add(columns, 2, "In the topology", IN_TOPOLOGY);
        add(columns, 1, "In the list of steps", IN_STEPS);
        Label title = new Label("Keys");
        title.getStyleClass().add("sheet-title");
        VBox sheet = new VBox(title, columns);
        sheet.getStyleClass().add("sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        sheet.setFocusTraversable(true);
        sheet.setId("key-sheet");
        return sheet;
    }

    private static void add(HBox columns, int number, String title, List<ViewKey> keys) {
        VBox column = (VBox) columns.getChildren().get(number);
        column.getChildren().add(heading(title));
        keys.forEach(key -> column.getChildren().add(row(key.text(), List.of(key.keys()))));
    }

    private static void add(VBox column, ActionCategory category) {
        column.getChildren().add(heading(category.title()));
        Stream.of(ActionId.values())
                .filter(id -> id.category() == category && !id.chords().isEmpty())
                .filter(id -> RANGES.contains(id) || !isInRange(id))
                .forEach(id -> column.getChildren().add(row(id)));
    }

    private static boolean isInRange(ActionId id) {
        return id.name().matches("(PANE|MAXIMISE)_[1-6]");
    }

    private static Node heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("section-title");
        return label;
    }

    private static Node row(ActionId id) {
        List<String> keys =
                id.chords().stream()
                        .map(Chord::text)
                        .filter(text -> !text.contains("Num"))
                        .toList();
        if (RANGES.contains(id)) {
            String text = id == ActionId.PANE_1 ? "Go to pane 1 to 6" : "Maximise pane 1 to 6";
            return row(text, List.of(keys.getFirst() + "\u20266"));
        }
        return row(id.text().replace("\u2026", ""), keys);
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
