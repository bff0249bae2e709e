package iovatlas.ui.shell;

import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.util.Duration;

import org.controlsfx.control.PopOver;
import org.controlsfx.control.TaskProgressView;

/// What is at work: its name and a bar in the status bar, everything with a cancel button in a
/// pop-over. Work that ends at once is not shown.
final class WorkIndicator {

    private static final Duration PATIENCE = Duration.millis(200);
    private static final double WIDTH = 110;

    private final ObservableList<Task<?>> running;
    private final Label name = new Label();
    private final ProgressBar progress = new ProgressBar();
    private final HBox root = new HBox(8);
    private final PauseTransition patience = new PauseTransition(PATIENCE);

    WorkIndicator(ObservableList<Task<?>> running) {
        this.running = running;
        progress.setPrefWidth(WIDTH);
        Button more = IconButton.of("fth-x-square", "What is at work; cancel", "", this::showAll);
        more.setId("work-list");
        root.setAlignment(Pos.CENTER_RIGHT);
        root.getChildren().addAll(name, progress, more);
        root.setVisible(false);
        root.managedProperty().bind(root.visibleProperty());
        patience.setOnFinished(_ -> show());
        running.addListener((ListChangeListener<Task<?>>) _ -> changed());
    }

    Node node() {
        return root;
    }

    private void changed() {
        if (running.isEmpty()) {
            patience.stop();
            root.setVisible(false);
            name.textProperty().unbind();
            progress.progressProperty().unbind();
        } else if (root.isVisible()) {
            show();
        } else {
            patience.playFromStart();
        }
    }

    private void show() {
        if (running.isEmpty()) {
            return;
        }
        Task<?> newest = running.getLast();
        name.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> text(newest),
                                newest.titleProperty(),
                                newest.messageProperty()));
        progress.progressProperty().bind(newest.progressProperty());
        root.setVisible(true);
    }

    private static String text(Task<?> task) {
        return task.getMessage().isEmpty()
                ? task.getTitle()
                : task.getTitle() + ": " + task.getMessage();
    }

    private void showAll() {
        TaskProgressView<Task<?>> list = new TaskProgressView<>();
        list.getTasks().setAll(running);
        PopOver over = new PopOver(list);
        over.setTitle("At work");
        over.setArrowLocation(PopOver.ArrowLocation.BOTTOM_RIGHT);
        over.show(root);
    }
}
