package iovatlas.ui.editor;

import iovatlas.edit.Edit;
import iovatlas.edit.PageTables;
import iovatlas.edit.part.Part;
import iovatlas.edit.steps.AssignDevices;
import iovatlas.edit.steps.CopyMappings;
import iovatlas.edit.steps.DestroyObject;
import iovatlas.edit.steps.DetachDevices;
import iovatlas.edit.steps.MapMemory;
import iovatlas.edit.steps.SendMessage;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.action.ShownChord;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.session.DocumentSession;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/// The menu of what is under the pointer: what can be added there, where it can go, what it can do.
/// Things that cannot be done now are not in it.
public final class EditorMenu {
    private static final List<ActionId> GROUND = List.of(ActionId.PASTE, ActionId.SELECT_ALL);
    private static final List<ActionId> COMMON =
            List.of(
                    ActionId.RENAME,
                    ActionId.DUPLICATE,
                    ActionId.CUT,
                    ActionId.COPY,
                    ActionId.PASTE,
                    ActionId.DELETE);

    private final DocumentSession session;
    private final EditRunner runner;
    private final ActionTable actions;

    /// @param session whose machine it is
    EditorMenu(DocumentSession session, EditRunner runner, ActionTable actions) {
        this.session = session;
        this.runner = runner;
        this.actions = actions;
    }

    /// The menu of a machine that is shown otherwise than as a drawing.
    public static EditorMenu in(ViewContext context) {
        return new EditorMenu(
                context.session(),
                new EditRunner(context.session(), context.dialogs()),
                context.actions());
    }

    /// @param element what is under the pointer; the document for the ground
    public ContextMenu of(ElementId element) {
        ContextMenu menu = new ContextMenu();
        menu.setId("editor-menu");
        Menu add = new Menu("Add");
        add.setId("editor-add");
        for (Part part : Part.values()) {
            Edit edit = part.on(element);
            if (edit.refusal(session.atlas()).isEmpty()) {
                add.getItems().add(item(part.title(), edit));
            }
        }
        if (!add.getItems().isEmpty()) {
            menu.getItems().add(add);
        }
        menu.getItems().addAll(own(element));
        menu.getItems().add(new SeparatorMenuItem());
        for (ActionId id : common(element)) {
            if (actions.has(id)) {
                menu.getItems().add(item(actions.get(id)));
            }
        }
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(arrange());
        return menu;
    }

    /// What is computed, such as a group, can be neither renamed nor taken away.
    private static List<ActionId> common(ElementId element) {
        return switch (element) {
            case ElementId.OfDocument _ -> GROUND;
            case ElementId.OfGroup _, ElementId.OfDomain _, ElementId.OfVector _ ->
                    List.of(ActionId.COPY, ActionId.PASTE);
            case ElementId.OfStep _ -> COMMON.stream().filter(id -> id != ActionId.RENAME).toList();
            case ElementId _ -> COMMON;
        };
    }

    private Menu arrange() {
        Menu arrange = new Menu("Arrange");
        arrange.setId("editor-arrange");
        EnumSet.range(ActionId.FOLD, ActionId.RESET_LAYOUT).stream()
                .filter(actions::has)
                .forEach(id -> arrange.getItems().add(item(actions.get(id))));
        return arrange;
    }

    private List<MenuItem> own(ElementId element) {
        List<MenuItem> items = new ArrayList<>();
        switch (element) {
            case ElementId.OfFunction(PciAddress at) -> addOfFunction(items, at);
            case ElementId.OfSpace(String name) -> {
                offer(items, "Map the Owner's Memory", new MapMemory(name));
                for (IovaSpace other : session.atlas().topology().spaces()) {
                    offer(
                            items,
                            "Copy the Mappings of " + other.name(),
                            new CopyMappings(other.name(), name));
                }
                PageTables.of(session.atlas().steps())
                        .forEach((table, ioas) -> {
                            if (ioas.equals(name)) {
                                offerDestroy(items, name, table);
                            }
                        });
                offerDestroy(items, name, null);
            }
            case ElementId.OfDomain(String space, int number) -> {
                String table =
                        DropPlan.table(session.atlas(), session.computed().state(), space, number);
                if (table != null) {
                    offerDestroy(items, space, table);
                }
            }
            case ElementId.OfOwner(String name) ->
                    session.atlas().topology().spaces().stream()
                            .filter(space -> name.equals(space.owner()))
                            .forEach(space ->
                                    offer(
                                            items,
                                            "Map Memory in " + space.name(),
                                            new MapMemory(space.name())));
            case ElementId _ -> {
                return items;
            }
        }
        return items;
    }

    private void addOfFunction(List<MenuItem> items, PciAddress at) {
        for (IovaSpace space : session.atlas().topology().spaces()) {
            offer(items, "Attach to " + space.name(), new AssignDevices(List.of(at), space.name()));
        }
        PageTables.of(session.atlas().steps())
                .forEach((table, ioas) ->
                        offer(
                                items,
                                "Attach to " + table + " of " + ioas,
                                new AssignDevices(List.of(at), ioas, table)));
        DetachDevices.space(session.atlas(), at)
                .ifPresent(space ->
                        offer(items, "Detach from " + space, new DetachDevices(List.of(at))));
        offer(items, "Send Message 0", new SendMessage(at, 0));
    }

    private void offerDestroy(List<MenuItem> items, String ioas, @Nullable String table) {
        String what = table == null ? ioas : table + " of " + ioas;
        offer(items, "Destroy " + what + " (IOMMU_DESTROY)", new DestroyObject(ioas, table));
    }

    private void offer(List<MenuItem> items, String text, Edit edit) {
        if (edit.refusal(session.atlas()).isEmpty()) {
            items.add(item(text, edit));
        }
    }

    private MenuItem item(String text, Edit edit) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(_ -> runner.run(edit));
        return item;
    }

    private static MenuItem item(Action action) {
        MenuItem item = new MenuItem(action.id().text());
        item.setMnemonicParsing(false);
        item.setDisable(!action.isEnabled());
        action.id().chords().stream()
                .findFirst()
                .ifPresent(chord -> item.setAccelerator(new ShownChord(chord)));
        item.setOnAction(_ -> action.run());
        return item;
    }
}
