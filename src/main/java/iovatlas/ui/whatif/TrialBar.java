package iovatlas.ui.whatif;

import iovatlas.ui.session.DocumentSession;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.util.List;

/// Shows above the drawing what the edits of a trial change, with the buttons that keep or drop them.
public final class TrialBar {
    private static final double ROW = 21;
    private static final int MOST_ROWS = 6;

    /// Of the height of the list and the drawing together.
    private static final double SHARE = 0.4;

    private static final int LEAST_ROWS = 2;

    private final Trial trial;
    private final Label summary = new Label();
    private final ListView<String> list = new ListView<>();
    private final VBox root = new VBox();
    private double room;

    public TrialBar(DocumentSession session, Trial trial) {
        this.trial = trial;
        Label title = new Label("What if");
        title.getStyleClass().add("trial-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head =
                new HBox(
                        10,
                        title,
                        summary,
                        gap,
                        button("Keep", "trial-keep", trial::keep),
                        button("Drop", "trial-drop", trial::drop));
        head.getStyleClass().add("trial-head");
        list.getStyleClass().add("dense");
        list.setId("trial-list");
        list.setAccessibleText("What the edits change");
        root.getChildren().addAll(head, list);
        root.getStyleClass().add("trial-bar");
        root.setId("trial-bar");
        trial.baseProperty().subscribe(_ -> show());
        session.computedProperty().subscribe(_ -> show());
    }

    public Node node() {
        return root;
    }

    private static Button button(String text, String id, Runnable work) {
        Button button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> work.run());
        return button;
    }

    private void show() {
        boolean on = trial.baseProperty().get() != null;
        root.setVisible(on);
        root.setManaged(on);
        if (!on) {
            return;
        }
        List<Consequence> found = trial.consequences();
        summary.setText(summary(found.size()));
        list.getItems().setAll(found.stream().map(Consequence::line).toList());
        list.setManaged(!found.isEmpty());
        list.setVisible(!found.isEmpty());
        fit();
    }

    /// The list leaves most of the height to the drawing.
    ///
    /// @param height of both, in pixels
    public void setRoom(double height) {
        room = height;
        fit();
    }

    private void fit() {
        double most = Math.clamp(Math.floor(SHARE * room / ROW), LEAST_ROWS, MOST_ROWS);
        double height = ROW * Math.min(most, list.getItems().size());
        list.setMinHeight(height);
        list.setPrefHeight(height);
        list.setMaxHeight(height);
    }

    private String summary(int differences) {
        if (differences == 0) {
            return trial.isEdited()
                    ? "no difference: the kernel does the same after these edits"
                    : "edit anything: what the kernel would do otherwise is listed here";
        }
        return differences == 1 ? "1 difference" : differences + " differences";
    }
}
