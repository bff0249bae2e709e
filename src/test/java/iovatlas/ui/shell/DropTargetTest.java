package iovatlas.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.tk.TKClipboard;

import iovatlas.ui.window.FxThread;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Pane;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// Files dropped onto the window, with events as the platform sends them.
@Tag("gui")
class DropTargetTest {
    private final Pane root = new Pane();
    private final Pane light = new Pane();
    private final List<Path> opened = new ArrayList<>();
    private final List<String> pasted = new ArrayList<>();

    @BeforeEach
    void listen() {
        FxThread.assumeToolkit();
        DropTarget.listen(root, light, opened::addAll, pasted::add);
    }

    /// A drag of files, or of nothing; the toolkit makes such boards only for real drags.
    private static Dragboard board(List<File> files) throws ReflectiveOperationException {
        Object peer =
                Proxy.newProxyInstance(
                        DropTargetTest.class.getClassLoader(),
                        new Class<?>[] {TKClipboard.class},
                        (_, method, arguments) ->
                                switch (method.getName()) {
                                    case "hasContent" ->
                                            !files.isEmpty() && arguments[0] == DataFormat.FILES;
                                    case "getContent" ->
                                            arguments[0] == DataFormat.FILES ? files : null;
                                    case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                                    default -> null;
                                });
        Constructor<Dragboard> made = Dragboard.class.getDeclaredConstructor(TKClipboard.class);
        made.setAccessible(true);
        return made.newInstance(peer);
    }

    private void send(EventType<DragEvent> type, List<File> files) {
        FxThread.call(() -> {
            Dragboard board = board(files);
            Event.fireEvent(
                    root,
                    new DragEvent(
                            null,
                            root,
                            type,
                            board,
                            5,
                            5,
                            5,
                            5,
                            TransferMode.COPY,
                            null,
                            root,
                            null));
            return true;
        });
    }

    @Test
    void filesAreTakenAndOpened() {
        List<File> files = List.of(new File("host.tar"), new File("machine.yaml"));
        send(DragEvent.DRAG_OVER, files);
        assertThat(light.getStyleClass()).contains("drop-here");
        send(DragEvent.DRAG_DROPPED, files);
        assertThat(light.getStyleClass()).doesNotContain("drop-here");
        assertThat(opened).containsExactly(Path.of("host.tar"), Path.of("machine.yaml"));
    }

    @Test
    void whatIsNoFileIsNotTaken() {
        send(DragEvent.DRAG_OVER, List.of());
        assertThat(light.getStyleClass()).doesNotContain("drop-here");
    }

    @Test
    void theLightGoesOutWhenTheDragLeaves() {
        send(DragEvent.DRAG_OVER, List.of(new File("a")));
        send(DragEvent.DRAG_EXITED_TARGET, List.of());
        assertThat(light.getStyleClass()).doesNotContain("drop-here");
        assertThat(opened).isEmpty();
    }
}
