package iovatlas.ui.shell;

import javafx.scene.Node;
import javafx.util.Subscription;

import java.util.concurrent.atomic.AtomicReference;

/// Waits for a node to be in a scene: split panes and tabs take their content in only when they are
/// laid out for the first time.
final class InScene {

    private InScene() {}

    /// Does something now, or as soon as the node is in a scene.
    static void run(Node node, Runnable work) {
        if (node.getScene() != null) {
            work.run();
            return;
        }
        AtomicReference<Subscription> waiting = new AtomicReference<>(Subscription.EMPTY);
        waiting.set(
                node.sceneProperty()
                        .subscribe((_, scene) -> {
                            if (scene != null) {
                                waiting.get().unsubscribe();
                                work.run();
                            }
                        }));
    }
}
