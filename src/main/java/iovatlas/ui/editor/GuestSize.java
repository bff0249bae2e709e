package iovatlas.ui.editor;

import iovatlas.address.ByteSize;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import java.util.Optional;

/// How much RAM the guests of the palette get.
final class GuestSize {
    private static final double WIDTH = 70;

    private final TextField field = new TextField("2G");
    private final Label refusal = new Label();
    private final HBox root;

    GuestSize() {
        Label name = new Label("RAM");
        name.setLabelFor(field);
        field.setId("palette-ram");
        field.getStyleClass().add("mono");
        field.setPrefWidth(WIDTH);
        field.setAccessibleText("RAM of the guests below");
        field.setTooltip(new Tooltip("RAM of the guests below, such as 512M, 4G or 1T"));
        refusal.getStyleClass().add("alarm-text");
        refusal.setMinWidth(0);
        root = new HBox(name, field, refusal);
        root.getStyleClass().add("palette-size");
        field.textProperty().subscribe(() -> refusal.setText(ram().isEmpty() ? "no size; 2G" : ""));
    }

    Node node() {
        return root;
    }

    /// What is typed; empty when that is no size, or none at all.
    Optional<ByteSize> ram() {
        try {
            return Optional.of(ByteSize.parse(field.getText().strip()))
                    .filter(size -> !size.isZero());
        } catch (IllegalArgumentException notASize) {
            return Optional.empty();
        }
    }
}
