package iovatlas.ui.iovamap;

import iovatlas.diagram.iova.AxisMode;
import iovatlas.diagram.iova.MapLayer;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;

import java.util.ArrayList;
import java.util.List;

/// The small buttons in the header of the map: what its keys do, with the keys.
final class MapTools {
    private final IovaMapViewModel model;
    private final MapKeys keys;
    private final List<Node> nodes = new ArrayList<>();

    MapTools(IovaMapViewModel model, MapKeys keys) {
        this.model = model;
        this.keys = keys;
        ToggleGroup group = new ToggleGroup();
        for (AxisMode mode : AxisMode.values()) {
            axis(mode).setToggleGroup(group);
        }
        low();
        button("go to G", "Go to an address or a device", keys::goTo);
        button("collision N", "Next collision", () -> model.nextCollision(true));
        for (MapLayer layer : MapLayer.values()) {
            layer(layer);
        }
        changes();
        markers();
        whole();
    }

    List<Node> nodes() {
        return nodes;
    }

    private ToggleButton axis(AxisMode mode) {
        ToggleButton button = toggle(mode.word() + " " + MapKeys.key(mode).getName(), tip(mode));
        button.setOnAction(_ -> model.modeProperty().set(mode));
        model.modeProperty().subscribe(now -> button.setSelected(now == mode));
        return button;
    }

    private static String tip(AxisMode mode) {
        return switch (mode) {
            case BROKEN -> "Every stretch has its own scale; empty ones are cut and marked";
            case LINEAR -> "One scale for all addresses";
            case LOGARITHMIC -> "Every power of two takes the same room";
        };
    }

    private void low() {
        ToggleButton button = toggle("low at top R", "Which end of the axis low addresses are at");
        button.selectedProperty().bindBidirectional(model.lowAtBottomProperty());
        model.lowAtBottomProperty()
                .subscribe(low -> button.setText(low ? "low at bottom R" : "low at top R"));
    }

    private void layer(MapLayer layer) {
        ToggleButton button =
                toggle(layer.word() + " " + MapKeys.key(layer).getName(), layer.meaning());
        button.setOnAction(_ -> model.toggle(layer));
        model.layersProperty().subscribe(now -> button.setSelected(now.contains(layer)));
    }

    private void changes() {
        ToggleButton button =
                toggle(
                        "changes H",
                        "Outline what the last step changed; M marks the step to compare with");
        button.selectedProperty().bindBidirectional(model.changesProperty());
    }

    private void markers() {
        Button button = button("marker K", "Set marker A, then B, at the pointer", keys::setMarker);
        model.markersProperty()
                .subscribe(now -> {
                    boolean both = now.a() != null && now.b() != null;
                    button.setText(now.isEmpty() ? "marker K" : both ? "clear K" : "marker B K");
                });
    }

    private void whole() {
        Button all =
                button("all 0", "Show all addresses", () -> model.viewportProperty().set(null));
        all.visibleProperty().bind(model.viewportProperty().isNotNull());
        all.managedProperty().bind(all.visibleProperty());
    }

    private ToggleButton toggle(String text, String tip) {
        ToggleButton button = new ToggleButton(text);
        button.getStyleClass().setAll("hint-button");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        nodes.add(button);
        return button;
    }

    private Button button(String text, String tip, Runnable action) {
        Button button = new Button(text);
        button.getStyleClass().setAll("hint-button");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setOnAction(_ -> action.run());
        nodes.add(button);
        return button;
    }
}
