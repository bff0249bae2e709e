package iovatlas.ui.shell;

import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.preferences.PreferenceStore;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.kordamp.ikonli.javafx.FontIcon;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// What the window shows while no document is open: ways to open one.
final class WelcomePane {

    private static final int RECENT = 8;

    private final VBox root = new VBox();
    private final VBox recent = new VBox();
    private final Consumer<Path> open;

    WelcomePane(PreferenceStore preferences, ActionTable actions, Consumer<Path> open) {
        this.open = open;
        Label title = new Label("IOVAtlas");
        title.getStyleClass().add("title");
        Label text =
                new Label(
                        "Draw a new machine, open a document or the snapshot of a machine (a folder"
                                + " or a tar), drop files here, or paste whatever you have"
                                + " (Ctrl+V): lspci, dmesg, traces, tables.");
        text.getStyleClass().add("muted");
        HBox buttons =
                new HBox(
                        8,
                        button(actions, ActionId.NEW),
                        button(actions, ActionId.OPEN),
                        button(actions, ActionId.OPEN_FOLDER),
                        button(actions, ActionId.OPEN_HOST),
                        button(actions, ActionId.PASTE_BOX));
        buttons.setAlignment(Pos.CENTER);
        buttons.setStyle("-fx-padding: 10px 0 0 0");
        recent.getStyleClass().add("recent");
        root.getStyleClass().add("welcome");
        root.getChildren().addAll(title, text, buttons, recent);
        preferences.valueProperty().subscribe(value -> show(value.recent()));
    }

    Node node() {
        return root;
    }

    private void show(List<Path> files) {
        recent.getChildren().clear();
        if (!files.isEmpty()) {
            Label title = new Label("Recently opened");
            title.getStyleClass().add("section-title");
            recent.getChildren().add(title);
        }
        for (Path file : files.stream().limit(RECENT).toList()) {
            Hyperlink link = new Hyperlink(file.toString());
            link.setOnAction(_ -> open.accept(file));
            recent.getChildren().add(link);
        }
    }

    private static Button button(ActionTable actions, ActionId id) {
        Button button = new Button(id.text(), new FontIcon(id.icon()));
        button.setOnAction(_ -> actions.run(id));
        return button;
    }
}
