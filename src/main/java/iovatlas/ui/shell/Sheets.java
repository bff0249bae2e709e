package iovatlas.ui.shell;

import atlantafx.base.controls.ModalPane;

import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

/// Shows one thing over the window: palette, search, keys, about. Esc or a click beside it puts it
/// away; the keyboard goes back to where it was.
final class Sheets {

    private static final double FROM_ABOVE = 64;

    private final ModalPane pane = new ModalPane();
    private @Nullable Node before;

    Sheets() {
        pane.setInTransitionFactory(null);
        pane.setOutTransitionFactory(null);
        pane.displayProperty()
                .subscribe(shown -> {
                    if (!shown) {
                        pane.setContent(null);
                        giveBack();
                    }
                });
    }

    Node node() {
        return pane;
    }

    ObservableBooleanValue shown() {
        return pane.displayProperty();
    }

    /// Below the toolbar, for what one types into.
    void showAbove(Node content) {
        StackPane.setMargin(content, new Insets(FROM_ABOVE, 0, 0, 0));
        pane.setAlignment(Pos.TOP_CENTER);
        show(content);
    }

    void showInMiddle(Node content) {
        pane.setAlignment(Pos.CENTER);
        show(content);
        InScene.run(content, content::requestFocus);
    }

    void hide() {
        pane.hide(true);
    }

    private void show(Node content) {
        if (!pane.isDisplay()) {
            before = pane.getScene().getFocusOwner();
        }
        pane.show(content);
    }

    private void giveBack() {
        if (before != null) {
            before.requestFocus();
            before = null;
        }
    }
}
