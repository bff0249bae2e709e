package iovatlas.ui.shell;

import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Lets files, folders and texts be dropped anywhere on the window.
final class DropTarget {

    private static final String LIT = "drop-here";

    private DropTarget() {}

    /// @param light the node that shows that a drop would be taken
    /// @param open gets files and folders
    /// @param paste gets text
    static void listen(Node root, Node light, Consumer<List<Path>> open, Consumer<String> paste) {
        root.addEventHandler(
                DragEvent.DRAG_OVER,
                event -> {
                    if (isForeign(event)) {
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
                    light.getStyleClass().remove(LIT);
                    if (!isForeign(event)) {
                        return;
                    }
                    Dragboard board = event.getDragboard();
                    List<Path> files = board.getFiles().stream().map(File::toPath).toList();
                    String text = files.isEmpty() ? board.getString() : "";
                    boolean taken = !files.isEmpty() || (text != null && !text.isBlank());
                    event.setDropCompleted(taken);
                    event.consume();
                    if (!files.isEmpty()) {
                        open.accept(files);
                    } else if (taken) {
                        paste.accept(text);
                    }
                });
    }

    /// What the window itself drags about, a part from the palette, is no input.
    private static boolean isForeign(DragEvent event) {
        return event.getGestureSource() == null
                && (event.getDragboard().hasFiles() || event.getDragboard().hasString());
    }
}
