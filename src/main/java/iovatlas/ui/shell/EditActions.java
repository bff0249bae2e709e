package iovatlas.ui.shell;

import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.dialog.DialogService;
import iovatlas.ui.editor.MachineCommands;
import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.beans.value.ObservableValue;

import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The actions on what is selected in the machine.
final class EditActions {
    /// An entry of a document's list, or a document's first key.
    private static final Pattern OWN = Pattern.compile("(?m)^\\s*- \\{|^format:");

    private final Workspace workspace;
    private final Workbench bench;
    private final ActionTable actions;
    private final DialogService dialogs;
    private final Consumer<String> foreign;
    private final ObservableValue<Boolean> open;

    /// @param foreign gets a text from the clipboard that is no part of a document
    EditActions(
            Workspace workspace,
            Workbench bench,
            ActionTable actions,
            DialogService dialogs,
            Consumer<String> foreign) {
        this.workspace = workspace;
        this.bench = bench;
        this.actions = actions;
        this.dialogs = dialogs;
        this.foreign = foreign;
        this.open = workspace.currentProperty().map(_ -> true).orElse(false);
    }

    void add() {
        onMachine(ActionId.CUT, MachineCommands::cut);
        onMachine(ActionId.DELETE, MachineCommands::delete);
        onMachine(ActionId.DUPLICATE, MachineCommands::duplicate);
        actions.add(Action.always(ActionId.PASTE, this::paste));
        onMachine(ActionId.RENAME, MachineCommands::rename);
        onMachine(ActionId.SELECT_ALL, MachineCommands::selectAll);
        onTopology(ActionId.PARTS);
        onTopology(ActionId.TYPE_LINE);
        onTopology(ActionId.WHAT_IF);
        EnumSet.range(ActionId.FOLD, ActionId.RESET_LAYOUT).forEach(this::onTopology);
    }

    /// Lines of a document go into the machine, any other text into the box.
    private void paste() {
        String text = dialogs.clipboard().orElse("");
        Optional<DocumentSession> session = workspace.current();
        if (session.isPresent() && (text.isBlank() || OWN.matcher(text).find())) {
            new MachineCommands(session.get(), dialogs).paste();
        } else {
            foreign.accept(text);
        }
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
