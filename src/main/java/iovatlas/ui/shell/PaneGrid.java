package iovatlas.ui.shell;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Lays the panes out as an arrangement says and tells when a person drags a divider.
final class PaneGrid {

    /// What a person made of the dividers.
    ///
    /// @param tree width of the tree in pixels, 0 when it is not beside the middle
    /// @param inspector width of the inspector in pixels, 0 likewise
    /// @param middle positions of the dividers of the middle, 0..1; empty when none of them moved
    record Dragged(double tree, double inspector, List<Double> middle) {
        Dragged {
            middle = List.copyOf(middle);
        }
    }

    private final Map<Place, Region> panes;
    private final StackPane root = new StackPane();
    private final SplitPane across = new SplitPane();
    private final SplitPane middle = new SplitPane();
    private final StackPane drawers = new StackPane();
    private final Consumer<Dragged> onDragged;
    private @Nullable Arrangement arrangement;
    private @Nullable Place maximised;

    PaneGrid(Map<Place, Region> panes, Consumer<Dragged> onDragged) {
        this.panes = new EnumMap<>(panes);
        this.onDragged = onDragged;
        middle.setOrientation(Orientation.VERTICAL);
        middle.setMinSize(0, 0);
        SplitPane.setResizableWithParent(pane(Place.TREE), false);
        SplitPane.setResizableWithParent(pane(Place.INSPECTOR), false);
        drawers.setPickOnBounds(false);
        for (SplitPane split : List.of(across, middle)) {
            split.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> released(split, event));
        }
        keep(across.widthProperty());
        keep(middle.heightProperty());
        root.setMinSize(0, 0);
    }

    Node node() {
        return root;
    }

    /// The height of the middle in pixels, 0 before it was laid out.
    double middleHeight() {
        return middle.getHeight();
    }

    /// @param filling the place that fills everything, null for none
    void arrange(Arrangement wanted, @Nullable Place filling) {
        if (!wanted.equals(arrangement) || filling != maximised) {
            arrangement = wanted;
            maximised = filling;
            across.getItems().clear();
            middle.getItems().clear();
            drawers.getChildren().clear();
            root.getChildren().clear();
            if (filling != null) {
                root.getChildren().add(pane(filling));
            } else {
                build(wanted);
            }
        }
    }

    private void build(Arrangement wanted) {
        wanted.middle().forEach(place -> middle.getItems().add(pane(place)));
        if (wanted.drawers()) {
            root.getChildren().addAll(middle, drawers);
            if (wanted.treeShown()) {
                drawer(Place.TREE, wanted.tree(), Pos.CENTER_LEFT);
            }
            if (wanted.inspectorShown()) {
                drawer(Place.INSPECTOR, wanted.inspector(), Pos.CENTER_RIGHT);
            }
        } else {
            if (wanted.treeShown()) {
                across.getItems().add(beside(Place.TREE));
            }
            across.getItems().add(middle);
            if (wanted.inspectorShown()) {
                across.getItems().add(beside(Place.INSPECTOR));
            }
            root.getChildren().add(across);
        }
        place();
    }

    private Region beside(Place place) {
        Region pane = pane(place);
        pane.getStyleClass().remove("drawer");
        pane.setMaxWidth(Region.USE_COMPUTED_SIZE);
        return pane;
    }

    private void drawer(Place place, double width, Pos side) {
        Region pane = pane(place);
        if (!pane.getStyleClass().contains("drawer")) {
            pane.getStyleClass().add("drawer");
        }
        pane.setPrefWidth(width);
        pane.setMaxWidth(width);
        StackPane.setAlignment(pane, side);
        drawers.getChildren().add(pane);
    }

    private Region pane(Place place) {
        Region pane = panes.get(place);
        if (pane == null) {
            throw new IllegalArgumentException("no pane for " + place);
        }
        return pane;
    }

    /// Dividers are placed anew whenever there is more or less room: the shares stay.
    private void keep(ObservableValue<Number> size) {
        size.subscribe((_, _) -> place());
    }

    private void place() {
        Arrangement now = arrangement;
        if (now == null || maximised != null) {
            return;
        }
        double from = 0;
        List<Double> shares = now.sharesIn(middle.getHeight());
        for (int i = 0; i + 1 < shares.size(); i++) {
            from += shares.get(i);
            middle.setDividerPosition(i, from);
        }
        double width = across.getWidth();
        if (now.drawers() || width <= 0) {
            return;
        }
        if (now.treeShown()) {
            across.setDividerPosition(0, now.tree() / width);
        }
        if (now.inspectorShown()) {
            across.setDividerPosition(now.treeShown() ? 1 : 0, 1 - now.inspector() / width);
        }
    }

    private void released(SplitPane split, MouseEvent event) {
        if (event.getTarget() instanceof Node node
                && node.getParent() == split
                && node.getStyleClass().contains("split-pane-divider")) {
            dragged(split);
        }
    }

    private void dragged(SplitPane split) {
        Arrangement now = arrangement;
        if (now == null || maximised != null) {
            return;
        }
        List<Double> positions = new ArrayList<>();
        if (split == middle) {
            for (double position : middle.getDividerPositions()) {
                positions.add(position);
            }
        }
        boolean beside = !now.drawers();
        onDragged.accept(
                new Dragged(
                        beside && now.treeShown() ? pane(Place.TREE).getWidth() : 0,
                        beside && now.inspectorShown() ? pane(Place.INSPECTOR).getWidth() : 0,
                        positions));
    }
}
