package iovatlas.ui.shell;

import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.session.Workspace;
import iovatlas.ui.theme.Appearance;

import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.kordamp.ikonli.javafx.FontIcon;

/// Open and save, undo, the kernel, the doorbell design, the step, light or dark, the search.
final class Toolbar {

    private final HBox root = new HBox();

    Toolbar(
            Workspace workspace,
            ActionTable actions,
            Appearance appearance,
            ReleaseChooser releases) {
        root.getStyleClass().add("main-tools");
        HBox document =
                new HBox(
                        8,
                        separator(),
                        label("Kernel"),
                        releases.node(),
                        label("Doorbell design"),
                        new DesignChooser(workspace).node(),
                        separator(),
                        label("Step"),
                        new StepControl(workspace, actions).node());
        document.setAlignment(Pos.CENTER_LEFT);
        workspace.currentProperty().subscribe(session -> document.setVisible(session != null));
        root.getChildren()
                .addAll(
                        button(actions, ActionId.TOGGLE_TREE),
                        button(actions, ActionId.OPEN),
                        button(actions, ActionId.SAVE),
                        separator(),
                        button(actions, ActionId.UNDO),
                        button(actions, ActionId.REDO),
                        document,
                        gap(),
                        lightOrDark(actions, appearance),
                        button(actions, ActionId.KEYS),
                        search(actions),
                        mirrored(button(actions, ActionId.TOGGLE_INSPECTOR)));
    }

    Node node() {
        return root;
    }

    private static Node button(ActionTable actions, ActionId id) {
        return IconButton.of(actions.get(id));
    }

    /// The icon of the left side, turned round for the right one.
    private static Node mirrored(Node button) {
        button.setScaleX(-1);
        return button;
    }

    private static Node separator() {
        return new Separator(Orientation.VERTICAL);
    }

    private static Label label(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("tool-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    private static Node gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    private static Node lightOrDark(ActionTable actions, Appearance appearance) {
        Button button = IconButton.of(actions.get(ActionId.TOGGLE_DARK));
        appearance
                .dark()
                .subscribe(dark -> {
                    button.setGraphic(new FontIcon(dark ? "fth-sun" : "fth-moon"));
                    button.setAccessibleText(dark ? "Light" : "Dark");
                });
        return button;
    }

    private static Node search(ActionTable actions) {
        Button field = new Button("Search everything   " + ActionId.SEARCH.keys());
        field.setGraphic(new FontIcon("fth-search"));
        field.setContentDisplay(ContentDisplay.LEFT);
        field.getStyleClass().setAll("search-field");
        field.setId("search-everything");
        field.setOnAction(_ -> actions.run(ActionId.SEARCH));
        return field;
    }
}
