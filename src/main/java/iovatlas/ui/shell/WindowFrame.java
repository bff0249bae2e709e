package iovatlas.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.MenuBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The parts of the window in their places: menus and documents, tools, panes, status bar.
final class WindowFrame {

    private final StackPane middle = new StackPane();
    private final BorderPane root = new BorderPane();

    WindowFrame(MenuBar menus, Node documents, Node tools, Node status) {
        HBox row = new HBox(menus, documents);
        row.getStyleClass().add("menu-row");
        row.setAlignment(Pos.CENTER_LEFT);
        menus.setMinWidth(MenuBar.USE_PREF_SIZE);
        HBox.setHgrow(documents, Priority.ALWAYS);
        root.setTop(new VBox(row, tools));
        root.setCenter(middle);
        root.setBottom(status);
        middle.setMinSize(0, 0);
    }

    BorderPane node() {
        return root;
    }

    StackPane middle() {
        return middle;
    }

    /// Shows the panes, or the welcome.
    void show(Node content) {
        if (!middle.getChildren().contains(content)) {
            middle.getChildren().setAll(content);
        }
    }
}
