package iovatlas.ui.editor;

import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.topology.Topology;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.canvas.DrawingView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.topology.TopologyViewModel;
import iovatlas.ui.whatif.Trial;
import iovatlas.ui.whatif.TrialBar;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The topology drawing with everything that edits it around it: the palette at its left, the typed
/// line below, the menu and the gestures on it.
public final class TopologyEditor {
    private final DocumentSession session;
    private final DrawingView view;
    private final PartPalette palette;
    private final LineBar line;
    private final EditorMenu menu;
    private final MachineCommands commands;
    private final ArrangeCommands arrange;
    private final BorderPane root = new BorderPane();
    private final Trial trial;
    private @Nullable ContextMenu shown;

    public TopologyEditor(ViewContext context, DrawingView view, TopologyViewModel model) {
        this.session = context.session();
        this.view = view;
        EditRunner runner = new EditRunner(session, context.dialogs());
        DropSession drop = new DropSession(session, view, model, runner);
        view.setGestures(new TopologyGestures(session, view, drop));
        this.palette = new PartPalette(session, view, drop, runner);
        this.line = new LineBar(session, runner, view::requestFocus);
        this.menu = new EditorMenu(session, runner, context.actions());
        this.trial = new Trial(session);
        this.commands = new MachineCommands(session, context.dialogs());
        this.arrange = new ArrangeCommands(session, view, model, context.dialogs());
        Label empty =
                new Label(
                        "An empty machine. Drag a part here, press one,\nor press Ctrl+L and type"
                                + " \u201croot-port\u201d.");
        empty.getStyleClass().add("empty-machine");
        empty.setMouseTransparent(true);
        session.computedProperty()
                .subscribe(now -> empty.setVisible(now.atlas().topology().equals(Topology.EMPTY)));
        root.setCenter(new StackPane(view, empty));
        root.setBottom(line.node());
        TrialBar bar = new TrialBar(session, trial);
        root.setTop(bar.node());
        root.heightProperty().subscribe(height -> bar.setRoom(height.doubleValue()));
        root.setMinSize(0, 0);
        view.setMap(true);
        session.selection()
                .selectedProperty()
                .subscribe(selected -> view.setSelected(selected.elements()));
        view.addEventHandler(
                ContextMenuEvent.CONTEXT_MENU_REQUESTED,
                event -> {
                    openMenu(event);
                    event.consume();
                });
        if (session.atlas().topology().equals(Topology.EMPTY)) {
            root.setLeft(palette.node());
        }
    }

    public Node node() {
        return root;
    }

    /// Whether the palette stands beside the drawing.
    public boolean hasParts() {
        return root.getLeft() != null;
    }

    /// Shows the palette with the keyboard in it, or folds it.
    public void toggleParts() {
        if (!hasParts()) {
            root.setLeft(palette.node());
            palette.takeFocus();
        } else {
            root.setLeft(null);
            view.requestFocus();
        }
    }

    /// Does what only this view can do: the palette, the typed line, a trial, the
    /// drawing's arrangement.
    public boolean perform(ActionId id) {
        switch (id) {
            case PARTS -> toggleParts();
            case TYPE_LINE -> line.takeFocus();
            case WHAT_IF -> trial.begin();
            default -> {
                return arrange.perform(id);
            }
        }
        return true;
    }

    /// What is selected, as the document's own lines.
    public Optional<String> copyText() {
        return commands.copyText();
    }

    private void openMenu(ContextMenuEvent event) {
        if (shown != null) {
            shown.hide();
        }
        ElementId element =
                event.isKeyboardTrigger()
                        ? session.selection().primary().orElse(new ElementId.OfDocument())
                        : view.shapeAt(event.getX(), event.getY())
                                .map(Shape::element)
                                .orElse(new ElementId.OfDocument());
        if (!(element instanceof ElementId.OfDocument) && !session.selection().contains(element)) {
            session.selection().select(element);
        }
        ContextMenu next = menu.of(element);
        shown = next;
        next.show(view, event.getScreenX(), event.getScreenY());
    }
}
