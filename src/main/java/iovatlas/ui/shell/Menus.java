package iovatlas.ui.shell;

import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionCategory;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.action.ShownChord;
import iovatlas.ui.preferences.PreferenceStore;

import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import org.kordamp.ikonli.javafx.FontIcon;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The menu bar, made from the actions.
final class Menus {

    /// Entries with a line above them.
    private static final Set<ActionId> BEGIN_A_GROUP =
            EnumSet.of(
                    ActionId.SAVE,
                    ActionId.EXPORT,
                    ActionId.CLOSE,
                    ActionId.CUT,
                    ActionId.SELECT_ALL,
                    ActionId.PARTS,
                    ActionId.FIND,
                    ActionId.PREFERENCES,
                    ActionId.PANE_1,
                    ActionId.MAXIMISE,
                    ActionId.NEXT_PANE,
                    ActionId.TOGGLE_TREE,
                    ActionId.NEXT_TAB,
                    ActionId.TOGGLE_DARK,
                    ActionId.ALIGN_LEFT,
                    ActionId.SPREAD_ACROSS,
                    ActionId.RESET_LAYOUT,
                    ActionId.KERNEL_RELEASE,
                    ActionId.NEXT_PROBLEM,
                    ActionId.ABOUT);

    /// Known by their keys and by the palette; a menu of them would be a wall.
    private static final Set<ActionId> NOT_IN_MENUS =
            EnumSet.range(ActionId.MAXIMISE_1, ActionId.MAXIMISE_6);

    private Menus() {}

    static MenuBar make(ActionTable actions, PreferenceStore preferences, Consumer<Path> open) {
        MenuBar bar = new MenuBar();
        for (ActionCategory category : ActionCategory.values()) {
            Menu menu = new Menu(category.title());
            menu.setId("menu-" + category.title());
            for (Action action : actions.all()) {
                ActionId id = action.id();
                if (id.category() == category && !NOT_IN_MENUS.contains(id)) {
                    if (BEGIN_A_GROUP.contains(id)) {
                        menu.getItems().add(new SeparatorMenuItem());
                    }
                    menu.getItems().add(item(action));
                }
                if (id == ActionId.OPEN_HOST && category == ActionCategory.FILE) {
                    menu.getItems().add(recent(preferences, open));
                }
            }
            bar.getMenus().add(menu);
        }
        return bar;
    }

    private static MenuItem item(Action action) {
        MenuItem item = new MenuItem();
        item.setId("item-" + action.id());
        item.setMnemonicParsing(false);
        item.textProperty().bind(action.text());
        if (!action.id().icon().isEmpty()) {
            item.setGraphic(new FontIcon(action.id().icon()));
        }
        action.enabled().subscribe(enabled -> item.setDisable(!Boolean.TRUE.equals(enabled)));
        action.id().chords().stream()
                .findFirst()
                .ifPresent(chord -> item.setAccelerator(new ShownChord(chord)));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private static Menu recent(PreferenceStore preferences, Consumer<Path> open) {
        Menu menu = new Menu("Open Recent", new FontIcon("fth-clock"));
        preferences
                .valueProperty()
                .subscribe(value -> {
                    List<MenuItem> items =
                            value.recent().stream().map(file -> recentItem(file, open)).toList();
                    menu.getItems().setAll(items);
                    menu.setDisable(items.isEmpty());
                });
        return menu;
    }

    private static MenuItem recentItem(Path file, Consumer<Path> open) {
        MenuItem item = new MenuItem(file.toString());
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> open.accept(file));
        return item;
    }
}
