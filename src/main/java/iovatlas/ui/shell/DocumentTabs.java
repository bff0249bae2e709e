package iovatlas.ui.shell;

import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.util.Subscription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A tab for each open document, beside the menus.
final class DocumentTabs {

    private static final PseudoClass FRONT = PseudoClass.getPseudoClass("front");
    private static final double WIDEST = 260;

    private record Tab(HBox node, Subscription subscription) {}

    private final HBox root = new HBox();
    private final Map<DocumentSession, Tab> tabs = new LinkedHashMap<>();
    private final Workspace workspace;
    private final Consumer<DocumentSession> onClose;

    DocumentTabs(Workspace workspace, Consumer<DocumentSession> onClose) {
        this.workspace = workspace;
        this.onClose = onClose;
        root.getStyleClass().add("document-tabs");
        root.setMinWidth(0);
        workspace.sessions().addListener((ListChangeListener<DocumentSession>) _ -> rebuild());
        workspace.currentProperty().subscribe(this::showFront);
        rebuild();
    }

    Node node() {
        return root;
    }

    private void rebuild() {
        tabs.values()
                .removeIf(tab -> {
                    tab.subscription().unsubscribe();
                    return true;
                });
        workspace.sessions().forEach(session -> tabs.put(session, tab(session)));
        root.getChildren().setAll(tabs.values().stream().map(Tab::node).toList());
        showFront();
    }

    private void showFront() {
        DocumentSession front = workspace.currentProperty().get();
        tabs.forEach((session, tab) -> tab.node().pseudoClassStateChanged(FRONT, session == front));
    }

    private Tab tab(DocumentSession session) {
        Label name = new Label();
        name.setMaxWidth(WIDEST);
        name.setMinWidth(40);
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Button close = IconButton.of("fth-x", "Close", "Ctrl+W", () -> onClose.accept(session));
        close.setFocusTraversable(false);
        HBox node = new HBox(name, close);
        node.getStyleClass().add("document-tab");
        node.setFocusTraversable(true);
        node.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getButton() == MouseButton.MIDDLE) {
                        onClose.accept(session);
                    } else {
                        workspace.currentProperty().set(session);
                    }
                });
        node.addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                        workspace.currentProperty().set(session);
                        event.consume();
                    }
                });
        Subscription subscription =
                session.originProperty()
                        .subscribe(() -> describe(session, name))
                        .and(session.dirtyProperty().subscribe(() -> describe(session, name)));
        describe(session, name);
        return new Tab(node, subscription);
    }

    private static void describe(DocumentSession session, Label name) {
        boolean dirty = session.dirtyProperty().get();
        name.setText(session.origin().name() + (dirty ? " \u2022" : ""));
        String where = session.origin().saved().orElse(session.origin().input()).toString();
        name.setTooltip(new Tooltip(dirty ? where + " (not saved)" : where));
    }
}
