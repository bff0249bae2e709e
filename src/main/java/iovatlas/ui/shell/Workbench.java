package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.preferences.PaneSizes;
import iovatlas.ui.preferences.PreferenceStore;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The panes with the views of the document in front: shows, folds, maximises them, moves the
/// keyboard from one to the next.
final class Workbench {

    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final PreferenceStore preferences;
    private final Map<Place, PaneHost> hosts = new EnumMap<>(Place.class);
    private final BottomTabs tabs = new BottomTabs(() -> toggleMaximised(Place.BOTTOM));
    private final PaneGrid grid;
    private final Set<Place> drawers = EnumSet.noneOf(Place.class);
    private final ObjectProperty<@Nullable Place> maximised = new SimpleObjectProperty<>(null);
    private @Nullable SessionViews views;
    private Arrangement arrangement = Arrangement.of(1440, 900, PaneSizes.DEFAULT);
    private final PaneNeeds needs = new PaneNeeds(this::measure);
    private double width;
    private double height;

    Workbench(PreferenceStore preferences) {
        this.preferences = preferences;
        host(Place.TREE, PaneSlot.TREE, "tree-pane");
        host(Place.TOPOLOGY, PaneSlot.TOPOLOGY, "topology-pane");
        host(Place.IOVA, PaneSlot.IOVA, "iova-pane");
        host(Place.MSI, PaneSlot.MSI, "msi-pane");
        host(Place.INSPECTOR, PaneSlot.INSPECTOR, "inspector-pane");
        Map<Place, Region> panes = new EnumMap<>(Place.class);
        hosts.forEach((place, host) -> panes.put(place, host.node()));
        panes.put(Place.BOTTOM, tabs.node());
        grid =
                new PaneGrid(
                        panes,
                        made ->
                                preferences.change(
                                        p -> p.withPanes(arrangement.dragged(p.panes(), made))));
        tabs.setOnFront(() -> needs.front(tabs.front()));
        maximised.subscribe(this::arrange);
        preferences.valueProperty().subscribe(_ -> arrange());
    }

    Node node() {
        return grid.node();
    }

    /// Lights the header of the pane that has the keyboard; a drawer that loses it goes.
    void followFocus(Scene scene) {
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> needs.touch());
        scene.addEventFilter(KeyEvent.KEY_PRESSED, _ -> needs.touch());
        scene.focusOwnerProperty()
                .subscribe(_ -> {
                    Place active = focused().orElse(null);
                    for (Place place : Place.values()) {
                        region(place).pseudoClassStateChanged(ACTIVE, place == active);
                    }
                    if (active != null
                            && arrangement.drawers()
                            && drawers.retainAll(Set.of(active))) {
                        arrange();
                    }
                });
    }

    /// Shows the views of a document.
    void show(SessionViews next) {
        views = next;
        hosts.forEach((place, host) -> {
            if (place != Place.MSI || !arrangement.msiInTabs()) {
                host.show(next.view(slot(place)));
            }
        });
        Stream.of(PaneSlot.values())
                .filter(PaneSlot::isBottomTab)
                .forEach(slot -> tabs.show(slot, next.view(slot)));
        if (arrangement.msiInTabs()) {
            tabs.show(PaneSlot.MSI, next.view(PaneSlot.MSI));
        }
        needs.show(next, tabs.front());
    }

    private void measure() {
        needs.measure(arrangement.shares().getLast() * grid.middleHeight());
        arrange();
    }

    /// Shows no document.
    void clear() {
        views = null;
        needs.clear();
        hosts.values().forEach(PaneHost::clear);
        tabs.clear();
    }

    /// Folds for another size of the scene.
    void resize(double newWidth, double newHeight) {
        if (newWidth > 0 && newHeight > 0) {
            width = newWidth;
            height = newHeight;
            arrange();
            measure();
        }
    }

    /// Moves the keyboard to a place; shows it first when it is folded.
    void go(Place place) {
        reveal(place);
        if (place == Place.MSI && arrangement.msiInTabs()) {
            tabs.select(PaneSlot.MSI);
            tabs.takeFocus();
        } else if (place == Place.BOTTOM) {
            tabs.takeFocus();
        } else {
            host(place).takeFocus();
        }
    }

    /// Brings a tab below the maps to the front and moves the keyboard there.
    void go(PaneSlot slot) {
        if (slot.isBottomTab()) {
            tabs.select(slot);
        }
        go(Place.of(slot));
    }

    /// The place after (or before) the one that has the keyboard.
    void cycle(int direction) {
        List<Place> order = Stream.of(Place.values()).filter(this::isVisible).toList();
        int now = focused().map(order::indexOf).orElse(direction > 0 ? -1 : 0);
        if (!order.isEmpty()) {
            go(order.get(Math.floorMod(now + direction, order.size())));
        }
    }

    /// The place that fills the window, null for none.
    ObjectProperty<@Nullable Place> maximisedProperty() {
        return maximised;
    }

    void toggleMaximised(Place place) {
        maximised.set(maximised.get() == place ? null : place);
        go(place);
    }

    /// Where the keyboard is.
    Optional<Place> focused() {
        Node owner = grid.node().getScene() == null ? null : grid.node().getScene().getFocusOwner();
        for (Node node = owner; node != null; node = node.getParent()) {
            for (Place place : Place.values()) {
                if (node == region(place)) {
                    return Optional.of(place);
                }
            }
        }
        return Optional.empty();
    }

    /// The view that has the keyboard; empty when no document is open or something else has it.
    Optional<PaneView> focusedView() {
        SessionViews shown = views;
        return shown == null ? Optional.empty() : focused().map(place -> shown.view(slot(place)));
    }

    /// The view of a place of the document in front.
    Optional<PaneView> view(PaneSlot slot) {
        return Optional.ofNullable(views).map(shown -> shown.view(slot));
    }

    /// Shows or folds the machine tree or the inspector. Where they are drawers they come with the
    /// keyboard and go with it; elsewhere the choice is remembered.
    void toggle(Place side) {
        if (arrangement.drawers()) {
            if (!drawers.remove(side)) {
                drawers.add(side);
            }
            arrange();
            if (drawers.contains(side)) {
                host(side).takeFocus();
            } else if (focused().isEmpty()) {
                go(Place.TOPOLOGY);
            }
        } else if (side == Place.TREE) {
            preferences.change(p -> p.withPanes(p.panes().withTreeShown(!p.panes().treeShown())));
        } else {
            preferences.change(
                    p -> p.withPanes(p.panes().withInspectorShown(!p.panes().inspectorShown())));
        }
    }

    private void reveal(Place place) {
        Place filling = maximised.get();
        if (filling != null && filling != place) {
            maximised.set(null);
        }
        if ((place == Place.TREE && !arrangement.treeShown())
                || (place == Place.INSPECTOR && !arrangement.inspectorShown())) {
            toggle(place);
        }
    }

    /// What a person remembers of the sides counts only where they are beside the middle.
    private PaneSizes sizes() {
        PaneSizes sizes = preferences.value().panes();
        return width < Arrangement.DRAWERS
                ? sizes.withTreeShown(drawers.contains(Place.TREE))
                        .withInspectorShown(drawers.contains(Place.INSPECTOR))
                : sizes;
    }

    private boolean isVisible(Place place) {
        Place filling = maximised.get();
        if (filling != null) {
            return place == filling;
        }
        return switch (place) {
            case TREE -> arrangement.treeShown();
            case INSPECTOR -> arrangement.inspectorShown();
            case MSI -> !arrangement.msiInTabs();
            case TOPOLOGY, IOVA, BOTTOM -> true;
        };
    }

    private void arrange() {
        boolean before = arrangement.msiInTabs();
        if (width > 0) {
            arrangement =
                    Arrangement.fitted(width, height, sizes(), needs::of, grid.middleHeight());
        }
        Place filling = maximised.get();
        boolean folded = arrangement.msiInTabs();
        if (filling == Place.MSI && folded) {
            filling = Place.BOTTOM;
        }
        tabs.setMsi(folded);
        grid.arrange(arrangement, filling);
        if (folded != before) {
            moveMsi(folded);
        }
        Place filled = filling;
        hosts.forEach((place, host) -> host.setMaximised(place == filled));
        tabs.setMaximised(Place.BOTTOM == filled);
    }

    /// A node has one parent: the view of the MSI path leaves the one before it joins the other.
    private void moveMsi(boolean toTabs) {
        if (views != null) {
            PaneView view = views.view(PaneSlot.MSI);
            if (toTabs) {
                host(Place.MSI).clear();
                tabs.show(PaneSlot.MSI, view);
            } else {
                host(Place.MSI).show(view);
            }
        }
    }

    private void host(Place place, PaneSlot slot, String styleClass) {
        hosts.put(place, new PaneHost(slot.title(), styleClass, () -> toggleMaximised(place)));
    }

    private PaneHost host(Place place) {
        PaneHost host = hosts.get(place);
        if (host == null) {
            throw new IllegalArgumentException(place + " has no pane of its own");
        }
        return host;
    }

    private Region region(Place place) {
        return place == Place.BOTTOM ? tabs.node() : host(place).node();
    }

    private PaneSlot slot(Place place) {
        return switch (place) {
            case TREE -> PaneSlot.TREE;
            case TOPOLOGY -> PaneSlot.TOPOLOGY;
            case IOVA -> PaneSlot.IOVA;
            case MSI -> PaneSlot.MSI;
            case INSPECTOR -> PaneSlot.INSPECTOR;
            case BOTTOM -> tabs.front();
        };
    }
}
