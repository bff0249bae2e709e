package iovatlas.ui.machine;

import iovatlas.topology.ElementId;
import iovatlas.ui.editor.EditorMenu;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.pane.ViewLine;
import iovatlas.ui.session.Selection;

import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.controlsfx.control.textfield.CustomTextField;
import org.controlsfx.control.textfield.TextFields;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

import java.util.Optional;

/// The machine tree.
public final class MachineView implements PaneView {

    private static final PseudoClass ALARMED = PseudoClass.getPseudoClass("alarmed");
    private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");

    private final ViewContext context;
    private final MachineViewModel model;
    private final TreeView<MachineNode> tree = new TreeView<>();
    private final CustomTextField filter = (CustomTextField) TextFields.createClearableTextField();
    private final VBox box;
    private @Nullable ContextMenu shown;

    public MachineView(ViewContext context) {
        this.context = context;
        this.model = new MachineViewModel(context.session());
        tree.setId("machine");
        tree.setShowRoot(false);
        tree.getStyleClass().add("dense");
        tree.setCellFactory(_ -> new NodeCell());
        filter.setPromptText("Filter");
        filter.setLeft(new FontIcon("fth-filter"));
        filter.getStyleClass().add("tree-filter");
        model.filterProperty().bind(filter.textProperty());
        box = new VBox(filter, tree);
        box.getStyleClass().add("tree-box");
        VBox.setMargin(filter, new Insets(6, 10, 2, 10));
        VBox.setVgrow(tree, Priority.ALWAYS);
        TreeSelection lines = new TreeSelection(tree, model::choose);
        Selection selection = context.session().selection();
        model.rootProperty().subscribe(root -> lines.setRoot(item(root), selection.selected()));
        selection.selectedProperty().subscribe(lines::follow);
        tree.setOnContextMenuRequested(this::openMenu);
    }

    /// The menu of the line that is chosen, as the drawing has it.
    private void openMenu(ContextMenuEvent event) {
        ContextMenu before = shown;
        if (before != null) {
            before.hide();
        }
        ContextMenu next =
                EditorMenu.in(context)
                        .of(
                                context.session()
                                        .selection()
                                        .primary()
                                        .orElse(new ElementId.OfDocument()));
        shown = next;
        next.show(tree, event.getScreenX(), event.getScreenY());
        event.consume();
    }

    private TreeItem<MachineNode> item(MachineNode node) {
        TreeItem<MachineNode> item = new TreeItem<>(node);
        node.children().forEach(child -> item.getChildren().add(item(child)));
        item.setExpanded(model.isUnfolded(node));
        item.expandedProperty().subscribe((_, now) -> model.setUnfolded(node, now));
        return item;
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public ObservableValue<String> title() {
        return new ReadOnlyStringWrapper("Machine");
    }

    @Override
    public void takeFocus() {
        tree.requestFocus();
    }

    @Override
    public Optional<String> commandLine() {
        return Optional.of("groups " + ViewLine.input(context));
    }

    @Override
    public Optional<String> copyText() {
        return Optional.ofNullable(tree.getSelectionModel().getSelectedItem())
                .map(item -> (item.getValue().text() + "  " + item.getValue().answer()).strip());
    }

    @Override
    public boolean find() {
        filter.requestFocus();
        return true;
    }

    /// A line: its words, and the kernel's answer at the right end.
    private static final class NodeCell extends TreeCell<MachineNode> {

        private final Label text = new Label();
        private final Label answer = new Label();
        private final HBox line = new HBox(text, spring(), answer);
        private final Tooltip whole = new Tooltip();

        NodeCell() {
            setPrefWidth(0);
            answer.getStyleClass().add("answer-word");
            text.setMinWidth(0);
            answer.setMinWidth(Region.USE_PREF_SIZE);
        }

        private static Region spring() {
            Region spring = new Region();
            spring.setMinWidth(6);
            HBox.setHgrow(spring, Priority.ALWAYS);
            return spring;
        }

        @Override
        protected void updateItem(@Nullable MachineNode node, boolean empty) {
            super.updateItem(node, empty);
            if (empty || node == null) {
                setGraphic(null);
                setTooltip(null);
                pseudoClassStateChanged(ALARMED, false);
                pseudoClassStateChanged(HEADING, false);
                return;
            }
            text.setText(node.text());
            answer.setText(node.answer());
            answer.setManaged(!node.answer().isEmpty());
            setGraphic(line);
            whole.setText((node.text() + "  " + node.answer()).strip());
            setTooltip(whole);
            setAccessibleText(node.text() + " " + node.answer());
            pseudoClassStateChanged(ALARMED, node.alarmed());
            pseudoClassStateChanged(HEADING, node.element() == null);
        }
    }
}
