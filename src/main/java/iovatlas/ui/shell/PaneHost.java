package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneView;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// A pane: a header with the view's title and tools, and the view below it. A double click on the
/// header maximises it.
final class PaneHost {

    private static final double LEAST_TITLE = 40;

    private final VBox root = new VBox();
    private final Label title = new Label();
    private final HBox tools = new HBox();
    private final StackPane content = new StackPane();
    private final Button maximise;
    private final String name;
    private @Nullable PaneView view;

    PaneHost(String name, String styleClass, Runnable onMaximise) {
        this.name = name;
        maximise = IconButton.of("fth-maximize-2", "Maximise " + name, "", onMaximise);
        maximise.setFocusTraversable(false);
        title.getStyleClass().add("pane-title");
        title.setTextOverrun(OverrunStyle.ELLIPSIS);
        title.setMinWidth(LEAST_TITLE);
        tools.getStyleClass().add("pane-tools");
        tools.setMinWidth(Region.USE_PREF_SIZE);
        HBox.setHgrow(tools, Priority.ALWAYS);
        HBox header = new HBox(title, tools, maximise);
        header.getStyleClass().add("pane-header");
        header.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getClickCount() == 2) {
                        onMaximise.run();
                    }
                });
        content.setAlignment(Pos.CENTER);
        content.setMinSize(0, 0);
        VBox.setVgrow(content, Priority.ALWAYS);
        root.getStyleClass().addAll("pane", styleClass);
        root.getChildren().addAll(header, content);
        root.setMinSize(0, 0);
        clear();
    }

    Region node() {
        return root;
    }

    /// Shows a view in place of the one before.
    void show(PaneView next) {
        clear();
        view = next;
        title.textProperty().bind(next.title());
        tools.getChildren().setAll(next.tools());
        Node node = next.node();
        content.getChildren().setAll(node);
    }

    /// Shows nothing.
    void clear() {
        title.textProperty().unbind();
        title.setText(name);
        tools.getChildren().clear();
        content.getChildren().clear();
        view = null;
    }

    void takeFocus() {
        if (view != null) {
            InScene.run(view.node(), view::takeFocus);
        }
    }

    /// Shows in the header whether the pane fills the window.
    void setMaximised(boolean value) {
        maximise.setGraphic(new FontIcon(value ? "fth-minimize-2" : "fth-maximize-2"));
        maximise.setAccessibleText(value ? "Restore " + name : "Maximise " + name);
    }
}
