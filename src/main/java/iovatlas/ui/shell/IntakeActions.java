package iovatlas.ui.shell;

import iovatlas.export.CaptureScript;
import iovatlas.topology.ElementId;
import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.dialog.FileKind;
import iovatlas.ui.differences.ComparedSide;
import iovatlas.ui.differences.DifferencesCommands;
import iovatlas.ui.differences.DifferencesModel;
import iovatlas.ui.differences.DifferencesSheet;
import iovatlas.ui.fault.FaultJumps;
import iovatlas.ui.fault.FaultModel;
import iovatlas.ui.fault.FaultSheet;
import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.paste.Reading;
import iovatlas.ui.session.Computed;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Opener;
import iovatlas.ui.session.Workspace;

import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What comes into the window from elsewhere: pasted and dropped texts, faults of a log, a second
/// capture to compare with, the script that makes captures.
final class IntakeActions {

    private final Workspace workspace;
    private final Workbench bench;
    private final Sheets sheets;
    private final WindowServices services;
    private final FileCommands files;
    private final PasteBox box;
    private @Nullable DifferencesModel compared;

    IntakeActions(
            Workspace workspace,
            Workbench bench,
            Sheets sheets,
            WindowServices services,
            Opener opener,
            FileCommands files) {
        this.workspace = workspace;
        this.bench = bench;
        this.sheets = sheets;
        this.services = services;
        this.files = files;
        this.box = new PasteBox(workspace, sheets, services, opener, this::locate);
    }

    void add(ActionTable actions) {
        ObservableValue<Boolean> open = workspace.currentProperty().map(_ -> true).orElse(false);
        actions.add(Action.always(ActionId.PASTE_BOX, box::show));
        actions.add(Action.of(ActionId.FAULTS, open, () -> locate("")));
        actions.add(Action.always(ActionId.COMPARE_INPUTS, this::compare));
        actions.add(Action.always(ActionId.CAPTURE, this::capture));
    }

    /// One file is opened; several are probably pieces of one machine and go into the box.
    void drop(List<Path> dropped) {
        if (dropped.size() == 1 && !box.isShown()) {
            files.open(dropped.getFirst());
        } else {
            box.drop(dropped);
        }
    }

    /// A text that was pasted or dropped.
    void paste(String text) {
        box.paste(text);
    }

    private void locate(String log) {
        workspace.current().ifPresent(session -> locate(session, log));
    }

    private void locate(DocumentSession session, String log) {
        FaultSheet sheet =
                new FaultSheet(
                        new FaultModel(session, services.executor(), services.onFault(), log),
                        new FaultJumps(
                                stretch -> toMap(session, stretch), this::toTree, sheets::hide),
                        session.origin().name());
        sheets.showInMiddle(sheet.node());
        InScene.run(sheet.node(), sheet::takeFocus);
    }

    /// @param stretch what of the map to look at
    private void toMap(DocumentSession session, ElementId stretch) {
        sheets.hide();
        bench.go(Place.IOVA);
        if (session.selection().primary().orElse(stretch)
                instanceof ElementId.OfIova(String space, var range)) {
            session.pointingProperty().set("fault at " + range.first().hex() + " in " + space);
        }
        bench.view(PaneSlot.IOVA).ifPresent((PaneView view) -> view.reveal(stretch));
    }

    private void toTree() {
        sheets.hide();
        bench.go(Place.TREE);
    }

    private void compare() {
        DifferencesModel model = compared;
        if (model == null) {
            model = new DifferencesModel(services.executor(), services.onFault());
            compared = model;
        }
        List<DocumentSession> sessions = workspace.sessions();
        if (model.beforeProperty().get() == null && !sessions.isEmpty()) {
            model.take(model.beforeProperty(), sessions.getFirst());
            if (sessions.size() == 2) {
                model.take(model.afterProperty(), sessions.getLast());
            }
        }
        show(model);
    }

    private void show(DifferencesModel model) {
        DifferencesSheet sheet =
                new DifferencesSheet(
                        model,
                        new DifferencesCommands(
                                workspace.sessions(),
                                () -> services.dialogs().chooseFiles("Compare With", List.of()),
                                (ObjectProperty<@Nullable ComparedSide> side) ->
                                        box.show(reading -> take(model, side, reading)),
                                services.dialogs()::copy,
                                this::save,
                                () -> mark(model),
                                sheets::hide));
        sheets.showInMiddle(sheet.node());
    }

    private void take(
            DifferencesModel model, ObjectProperty<@Nullable ComparedSide> side, Reading reading) {
        @Nullable Computed computed = reading.computed();
        if (computed != null) {
            String name = reading.findings().getFirst().piece().name();
            side.set(new ComparedSide(name, name, computed.atlas(), computed.timeline()));
        }
        show(model);
    }

    private void mark(DifferencesModel model) {
        workspace
                .current()
                .ifPresent(session -> {
                    session.selection().select(model.marks(session));
                    sheets.hide();
                    bench.go(Place.TOPOLOGY);
                });
    }

    private void capture() {
        sheets.showInMiddle(
                CaptureSheet.make(
                        command -> services.dialogs().copy(command, "Command"),
                        anonymise ->
                                services.executor()
                                        .submit(
                                                "",
                                                _ -> CaptureScript.text(anonymise),
                                                script -> save("capture.sh", script),
                                                services.onFault()),
                        sheets::hide));
    }

    private void save(String name, String text) {
        Path suggestion = Path.of("").toAbsolutePath().resolve(name);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        services.dialogs()
                .chooseTarget("Save", suggestion, List.of(new FileKind(ending, List.of(ending))))
                .ifPresent(file ->
                        services.executor()
                                .submit(
                                        "Writing " + file.getFileName(),
                                        _ -> Files.writeString(file, text, StandardCharsets.UTF_8),
                                        written ->
                                                services.dialogs()
                                                        .note("Written", written.toString()),
                                        problem ->
                                                services.dialogs()
                                                        .tell(Accidents.saving(file, problem))));
    }
}
