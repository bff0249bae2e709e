package iovatlas.ui.machine;

import iovatlas.topology.ElementId;
import iovatlas.ui.session.Selected;

import javafx.collections.ListChangeListener;
import javafx.scene.control.MultipleSelectionModel;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// Ties the lines that are selected in the tree (click, Ctrl, Shift) to what is selected in the
/// document, both ways.
final class TreeSelection {
    private static final int ABOVE = 5;

    private final TreeView<MachineNode> tree;
    private final MultipleSelectionModel<TreeItem<MachineNode>> lines;
    private boolean following;

    /// @param chosen gets the lines that a person selected, the last one last; never none
    TreeSelection(TreeView<MachineNode> tree, Consumer<List<MachineNode>> chosen) {
        this.tree = tree;
        this.lines = tree.getSelectionModel();
        lines.setSelectionMode(SelectionMode.MULTIPLE);
        ListChangeListener<TreeItem<MachineNode>> listener =
                _ -> {
                    List<MachineNode> nodes = nodes();
                    if (!following && !nodes.isEmpty()) {
                        chosen.accept(nodes);
                    }
                };
        lines.getSelectedItems().addListener(listener);
    }

    /// Shows another tree, with the same things selected.
    void setRoot(TreeItem<MachineNode> root, Selected selected) {
        following = true;
        tree.setRoot(root);
        following = false;
        follow(selected);
    }

    /// Selects the lines of what is selected, and brings that of the primary one into view.
    void follow(Selected selected) {
        Set<ElementId> wanted = new HashSet<>(selected.elements());
        if (wanted.equals(elements())) {
            return;
        }
        following = true;
        lines.clearSelection();
        Map<ElementId, TreeItem<MachineNode>> items = new HashMap<>();
        gather(tree.getRoot(), items);
        TreeItem<MachineNode> primary = selected.primary().map(items::get).orElse(null);
        if (primary != null) {
            for (TreeItem<MachineNode> up = primary.getParent(); up != null; up = up.getParent()) {
                up.setExpanded(true);
            }
        }
        for (ElementId element : selected.elements()) {
            TreeItem<MachineNode> item = items.get(element);
            int row = item == null ? -1 : tree.getRow(item);
            if (row >= 0) {
                lines.select(row);
            }
        }
        if (primary != null) {
            tree.scrollTo(Math.max(0, tree.getRow(primary) - ABOVE));
        }
        following = false;
    }

    private static void gather(
            @Nullable TreeItem<MachineNode> item, Map<ElementId, TreeItem<MachineNode>> into) {
        if (item == null) {
            return;
        }
        ElementId element = item.getValue().element();
        if (element != null) {
            into.putIfAbsent(element, item);
        }
        item.getChildren().forEach(child -> gather(child, into));
    }

    private Set<ElementId> elements() {
        Set<ElementId> elements = new HashSet<>();
        nodes().forEach(node -> elements.add(Objects.requireNonNull(node.element())));
        return elements;
    }

    /// The selected lines that stand for something.
    private List<MachineNode> nodes() {
        List<MachineNode> nodes = new ArrayList<>();
        TreeItem<MachineNode> last = lines.getSelectedItem();
        for (TreeItem<MachineNode> item : lines.getSelectedItems()) {
            if (item != null && item != last && item.getValue().element() != null) {
                nodes.add(item.getValue());
            }
        }
        if (last != null
                && lines.getSelectedItems().contains(last)
                && last.getValue().element() != null) {
            nodes.add(last.getValue());
        }
        return nodes;
    }
}
