package iovatlas.ui.editor;

import iovatlas.edit.part.Part;
import iovatlas.edit.vmm.GuestMap;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import java.util.LinkedHashMap;
import java.util.Map;

/// The guests of monitors: for each monitor its releases side by side.
final class MonitorShelf {
    private final GuestSize size = new GuestSize();
    private final Map<String, VBox> monitors = new LinkedHashMap<>();
    private final VBox root = new VBox(size.node());

    MonitorShelf() {
        root.getStyleClass().add("monitor-shelf");
    }

    Node node() {
        return root;
    }

    GuestSize size() {
        return size;
    }

    /// Puts a part's button to its monitor.
    void add(Part part, GuestMap map, Button button) {
        button.setText(map.span());
        button.setAccessibleText(part.title());
        button.getStyleClass().add("monitor-release");
        VBox box = monitors.computeIfAbsent(map.monitor(), this::monitor);
        ((FlowPane) box.getChildren().getLast()).getChildren().add(button);
    }

    private VBox monitor(String name) {
        Label label = new Label(name);
        label.getStyleClass().add("monitor-name");
        FlowPane releases = new FlowPane();
        releases.getStyleClass().add("monitor-releases");
        VBox box = new VBox(label, releases);
        root.getChildren().add(box);
        return box;
    }

    /// Shows the monitors of which a release is shown.
    void show() {
        for (VBox box : monitors.values()) {
            FlowPane releases = (FlowPane) box.getChildren().getLast();
            setShown(box, releases.getChildren().stream().anyMatch(Node::isVisible));
        }
        setShown(root, monitors.values().stream().anyMatch(Node::isVisible));
    }

    private static void setShown(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
