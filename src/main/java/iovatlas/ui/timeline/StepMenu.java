package iovatlas.ui.timeline;

import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.action.ShownChord;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The menu of the list of steps.
final class StepMenu {
    private static final List<ActionId> CLIPBOARD =
            List.of(ActionId.CUT, ActionId.COPY, ActionId.PASTE);

    private final ContextMenu menu = new ContextMenu();

    /// @param hasStep whether a step is chosen
    StepMenu(ActionTable actions, BooleanSupplier hasStep, Consumer<StepDeed> perform) {
        menu.setId("step-menu");
        for (StepDeed deed : StepDeed.values()) {
            if (deed == StepDeed.REMOVE) {
                menu.getItems().add(new SeparatorMenuItem());
                CLIPBOARD.stream()
                        .filter(actions::has)
                        .forEach(id -> menu.getItems().add(item(actions.get(id))));
                menu.getItems().add(new SeparatorMenuItem());
            }
            MenuItem item = new MenuItem(deed.text());
            item.setAccelerator(new ShownChord(deed.chord()));
            item.setOnAction(_ -> perform.accept(deed));
            menu.getItems().add(item);
            menu.showingProperty()
                    .subscribe(() -> item.setDisable(deed.needsStep() && !hasStep.getAsBoolean()));
        }
    }

    ContextMenu menu() {
        return menu;
    }

    private static MenuItem item(Action action) {
        MenuItem item = new MenuItem(action.id().text());
        action.id().chords().stream()
                .findFirst()
                .ifPresent(chord -> item.setAccelerator(new ShownChord(chord)));
        item.setOnAction(_ -> action.run());
        return item;
    }
}
