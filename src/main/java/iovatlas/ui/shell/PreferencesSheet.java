package iovatlas.ui.shell;

import iovatlas.ui.preferences.PaneSizes;
import iovatlas.ui.preferences.PreferenceStore;
import iovatlas.ui.theme.Appearance;
import iovatlas.ui.theme.ColourScheme;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.SegmentedButton;

import java.util.List;

/// What a person can choose about the program itself.
final class PreferencesSheet {

    private PreferencesSheet() {}

    static Node make(PreferenceStore preferences, Appearance appearance) {
        Label title = new Label("Preferences");
        title.getStyleClass().add("sheet-title");
        Button forget = new Button("Forget");
        forget.setOnAction(_ -> preferences.change(value -> value.withRecent(List.of())));
        Button reset = new Button("Reset");
        reset.setOnAction(_ -> preferences.change(value -> value.withPanes(PaneSizes.DEFAULT)));
        GridPane rows = new GridPane(24, 10);
        rows.setAlignment(Pos.CENTER_LEFT);
        rows.addRow(0, new Label("Colours"), colours(preferences, appearance));
        rows.addRow(1, new Label("Recently opened files"), forget);
        rows.addRow(2, new Label("Sizes of the panes"), reset);
        VBox sheet = new VBox(title, rows);
        sheet.getStyleClass().add("sheet");
        sheet.setId("preferences-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        sheet.setFocusTraversable(true);
        return sheet;
    }

    private static Node colours(PreferenceStore preferences, Appearance appearance) {
        SegmentedButton buttons = new SegmentedButton();
        for (ColourScheme scheme : ColourScheme.values()) {
            ToggleButton button = new ToggleButton(scheme.title());
            button.setSelected(appearance.schemeProperty().get() == scheme);
            button.setOnAction(_ -> {
                button.setSelected(true);
                appearance.schemeProperty().set(scheme);
                preferences.change(value -> value.withScheme(scheme));
            });
            buttons.getButtons().add(button);
        }
        return buttons;
    }
}
