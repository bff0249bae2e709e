package iovatlas.ui.shell;

import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.javafx.FontIcon;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// The tabs below the maps. The MSI path joins them when the window is low.
final class BottomTabs {

    private static final double HEADER = 28;

    private final TabPane pane = new TabPane();
    private final HBox tools = new HBox();
    private final StackPane root;
    private final Button maximise;
    private final Map<PaneSlot, Tab> tabs = new EnumMap<>(PaneSlot.class);
    private final Map<PaneSlot, PaneView> views = new EnumMap<>(PaneSlot.class);

    BottomTabs(Runnable onMaximise) {
        pane.getStyleClass().add("bottom-tabs");
        pane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        pane.setTabMinHeight(HEADER - 4);
        maximise = IconButton.of("fth-maximize-2", "Maximise tabs", "", onMaximise);
        maximise.setFocusTraversable(false);
        tools.getStyleClass().addAll("pane-tools", "pane-header");
        tools.setStyle("-fx-background-color: transparent");
        tools.setMaxSize(Region.USE_PREF_SIZE, HEADER);
        tools.setPickOnBounds(false);
        root = new StackPane(pane, tools);
        root.getStyleClass().add("pane");
        root.setMinSize(0, 0);
        StackPane.setAlignment(tools, Pos.TOP_RIGHT);
        for (PaneSlot slot : PaneSlot.values()) {
            if (slot.isBottomTab() || slot == PaneSlot.MSI) {
                tabs.put(slot, new Tab(slot.title()));
            }
        }
        setMsi(false);
        pane.getSelectionModel().selectedItemProperty().subscribe(this::showTools);
        tools.widthProperty().subscribe(this::keepClear);
        pane.skinProperty().subscribe(this::keepClear);
        pane.addEventHandler(
                MouseEvent.MOUSE_CLICKED,
                event -> {
                    if (event.getClickCount() == 2 && event.getY() < HEADER) {
                        onMaximise.run();
                    }
                });
    }

    /// Tabs end where the tools begin; those that find no room go into the header's own menu.
    private void keepClear() {
        Node header = pane.lookup(".tab-header-area");
        if (header != null) {
            header.setStyle("-fx-padding: 0 " + Math.ceil(tools.getWidth()) + "px 0 4px");
        }
    }

    Region node() {
        return root;
    }

    /// Whether the MSI path is one of the tabs, after the problems.
    void setMsi(boolean value) {
        if (value == pane.getTabs().contains(tab(PaneSlot.MSI)) && !pane.getTabs().isEmpty()) {
            return;
        }
        Tab front = pane.getSelectionModel().getSelectedItem();
        pane.getTabs()
                .setAll(
                        tabs.entrySet().stream()
                                .filter(entry -> entry.getKey().isBottomTab())
                                .map(Map.Entry::getValue)
                                .toList());
        if (value) {
            pane.getTabs().add(1, tab(PaneSlot.MSI));
        } else {
            tab(PaneSlot.MSI).setContent(null);
        }
        pane.getSelectionModel()
                .select(
                        front != null && pane.getTabs().contains(front)
                                ? front
                                : tab(PaneSlot.PROBLEMS));
    }

    void show(PaneSlot slot, PaneView view) {
        Tab tab = tab(slot);
        tab.setContent(view.node());
        tab.textProperty().unbind();
        tab.textProperty().bind(view.tabTitle());
        views.put(slot, view);
        showTools();
    }

    void clear() {
        views.clear();
        tabs.forEach((slot, tab) -> {
            tab.textProperty().unbind();
            tab.setText(slot.title());
            tab.setContent(null);
        });
        showTools();
    }

    /// Brings a tab to the front.
    void select(PaneSlot slot) {
        pane.getSelectionModel().select(tab(slot));
    }

    /// What is in front.
    PaneSlot front() {
        // A tab learns that it is selected after those who listen to the selection.
        Tab front = pane.getSelectionModel().getSelectedItem();
        return tabs.entrySet().stream()
                .filter(entry -> entry.getValue() == front)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(PaneSlot.PROBLEMS);
    }

    /// Called after another tab came to the front.
    void setOnFront(Runnable value) {
        pane.getSelectionModel().selectedItemProperty().subscribe((_, _) -> value.run());
    }

    void takeFocus() {
        Optional.ofNullable(views.get(front()))
                .ifPresent(view -> InScene.run(view.node(), view::takeFocus));
    }

    void setMaximised(boolean value) {
        maximise.setGraphic(new FontIcon(value ? "fth-minimize-2" : "fth-maximize-2"));
    }

    private Tab tab(PaneSlot slot) {
        Tab tab = tabs.get(slot);
        if (tab == null) {
            throw new IllegalArgumentException(slot + " is no tab");
        }
        return tab;
    }

    private void showTools() {
        tools.getChildren().clear();
        PaneView view = views.get(front());
        if (view != null) {
            tools.getChildren().addAll(view.tools());
        }
        tools.getChildren().add(maximise);
    }
}
