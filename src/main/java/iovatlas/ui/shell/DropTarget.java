package iovatlas.ui.shell;

import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Lets files and folders be dropped anywhere on the window.
final class DropTarget {

    private static final String LIT = "drop-here";

    private DropTarget() {}

    /// @param light the node that shows that a drop would be taken
    static void listen(Node root, Node light, Consumer<List<Path>> open) {
        root.addEventHandler(
                DragEvent.DRAG_OVER,
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        if (!light.getStyleClass().contains(LIT)) {
                            light.getStyleClass().add(LIT);
                        }
                        event.consume();
                    }
                });
        root.addEventHandler(DragEvent.DRAG_EXITED_TARGET, _ -> light.getStyleClass().remove(LIT));
        root.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> {
                    List<Path> files =
                            event.getDragboard().getFiles().stream().map(File::toPath).toList();
                    light.getStyleClass().remove(LIT);
                    event.setDropCompleted(!files.isEmpty());
                    event.consume();
                    open.accept(files);
                });
    }
}
