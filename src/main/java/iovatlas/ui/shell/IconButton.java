package iovatlas.ui.shell;

import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

import org.kordamp.ikonli.javafx.FontIcon;

/// Small buttons that are an icon with a tooltip.
final class IconButton {

    private IconButton() {}

    /// A button of an action: its icon, its keys in the tooltip, disabled with it.
    static Button of(Action action) {
        ActionId id = action.id();
        Button button = of(id.icon(), id.text(), id.keys(), action::run);
        button.setDisable(!action.isEnabled());
        action.enabled().subscribe(enabled -> button.setDisable(!Boolean.TRUE.equals(enabled)));
        return button;
    }

    /// @param icon name in the feather pack
    /// @param text what it does
    /// @param keys its keys, empty for none
    static Button of(String icon, String text, String keys, Runnable work) {
        Button button = new Button("", new FontIcon(icon));
        button.getStyleClass().setAll("icon-button");
        button.setAccessibleText(text);
        button.setTooltip(new Tooltip(keys.isEmpty() ? text : text + "   " + keys));
        button.setOnAction(_ -> work.run());
        return button;
    }
}
