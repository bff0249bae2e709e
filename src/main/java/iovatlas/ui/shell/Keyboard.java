package iovatlas.ui.shell;

import iovatlas.ui.action.ActionTable;

import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

/// Runs actions by their keys. What has the focus comes first; single letters never fire while
/// somebody types, and nothing fires under a sheet.
final class Keyboard {

    private final Scene scene;
    private final ActionTable actions;
    private final ObservableBooleanValue covered;

    private Keyboard(Scene scene, ActionTable actions, ObservableBooleanValue covered) {
        this.scene = scene;
        this.actions = actions;
        this.covered = covered;
    }

    /// @param covered whether a sheet lies over the window
    static void listen(Scene scene, ActionTable actions, ObservableBooleanValue covered) {
        Keyboard keyboard = new Keyboard(scene, actions, covered);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, keyboard::pressed);
    }

    private void pressed(KeyEvent event) {
        if (event.isConsumed() || covered.get()) {
            return;
        }
        actions.find(event, isTyping(scene.getFocusOwner()))
                .ifPresent(action -> {
                    event.consume();
                    action.run();
                });
    }

    private static boolean isTyping(@Nullable Node owner) {
        return (owner instanceof TextInputControl field && field.isEditable())
                || (owner instanceof ComboBoxBase<?> box && (box.isEditable() || box.isShowing()));
    }
}
