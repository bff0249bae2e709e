package iovatlas.ui.shell;

import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.editor.MachineCommands;
import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.session.Workspace;

import javafx.beans.value.ObservableValue;

import java.util.EnumSet;
import java.util.function.Consumer;

/// The actions on what is selected in the machine.
final class EditActions {
    private final Workspace workspace;
    private final Workbench bench;
    private final ActionTable actions;
    private final DialogService dialogs;
    private final ObservableValue<Boolean> open;

    EditActions(Workspace workspace, Workbench bench, ActionTable actions, DialogService dialogs) {
        this.workspace = workspace;
        this.bench = bench;
        this.actions = actions;
        this.dialogs = dialogs;
        this.open = workspace.currentProperty().map(_ -> true).orElse(false);
    }

    void add() {
        onMachine(ActionId.DELETE, MachineCommands::delete);
        onMachine(ActionId.DUPLICATE, MachineCommands::duplicate);
        onMachine(ActionId.PASTE, MachineCommands::paste);
        onMachine(ActionId.RENAME, MachineCommands::rename);
        onMachine(ActionId.SELECT_ALL, MachineCommands::selectAll);
        onTopology(ActionId.PARTS);
        onTopology(ActionId.TYPE_LINE);
        onTopology(ActionId.WHAT_IF);
        EnumSet.range(ActionId.FOLD, ActionId.RESET_LAYOUT).forEach(this::onTopology);
    }

    private void onMachine(ActionId id, Consumer<MachineCommands> work) {
        actions.add(
                Action.of(
                        id,
                        open,
                        () ->
                                workspace
                                        .current()
                                        .ifPresent(session ->
                                                work.accept(
                                                        new MachineCommands(session, dialogs)))));
    }

    private void onTopology(ActionId id) {
        actions.add(
                Action.of(
                        id,
                        open,
                        () -> bench.view(PaneSlot.TOPOLOGY).ifPresent(view -> view.perform(id))));
    }
}
