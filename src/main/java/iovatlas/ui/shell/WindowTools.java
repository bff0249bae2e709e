package iovatlas.ui.shell;

import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.export.ShellWord;
import iovatlas.export.ViewOptions;
import iovatlas.ui.action.Action;
import iovatlas.ui.action.ActionId;
import iovatlas.ui.action.ActionTable;
import iovatlas.ui.pane.PaneSlot;
import iovatlas.ui.pane.PaneView;
import iovatlas.ui.search.FinderModel;
import iovatlas.ui.search.FinderView;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Workspace;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The actions of the window as a whole and what they show: files, search, palette, keys, about.
final class WindowTools {

    private final Workspace workspace;
    private final ActionTable actions;
    private final Sheets sheets;
    private final WindowServices services;
    private final ReleaseChooser releases;
    private @Nullable FinderView search;
    private @Nullable FinderView commands;

    WindowTools(Workspace workspace, ActionTable actions, Sheets sheets, WindowServices services) {
        this.workspace = workspace;
        this.actions = actions;
        this.sheets = sheets;
        this.services = services;
        this.releases = new ReleaseChooser(workspace);
    }

    /// The toolbar; its actions must be there.
    Node toolbar() {
        return new Toolbar(workspace, actions, services.appearance(), releases).node();
    }

    void addActions(Stage stage, FileCommands files, Workbench bench) {
        addFiles(stage, files);
        ObservableValue<Boolean> open = open();
        ExportDialog export = new ExportDialog(services, sheets);
        actions.add(Action.of(ActionId.EXPORT, open, () -> export(export, bench)));
        actions.add(Action.of(ActionId.COPY, open, () -> copy(bench)));
        actions.add(Action.of(ActionId.COPY_COMMAND, open, () -> copyCommand(bench)));
        actions.add(Action.of(ActionId.KERNEL_RELEASE, open, releases::open));
        actions.add(
                Action.always(
                        ActionId.PREFERENCES,
                        () ->
                                sheets.showInMiddle(
                                        PreferencesSheet.make(
                                                services.preferences(), services.appearance()))));
        actions.add(Action.always(ActionId.TOGGLE_DARK, this::toggleDark));
        actions.add(
                Action.always(
                        ActionId.FULL_SCREEN, () -> stage.setFullScreen(!stage.isFullScreen())));
        actions.add(Action.always(ActionId.SEARCH, this::search));
        actions.add(Action.always(ActionId.COMMANDS, this::commands));
        actions.add(Action.always(ActionId.KEYS, () -> sheets.showInMiddle(KeySheet.make())));
        actions.add(Action.always(ActionId.RULES, this::rules));
        actions.add(
                Action.always(
                        ActionId.ABOUT,
                        () -> sheets.showInMiddle(AboutSheet.make(services.version()))));
    }

    /// Shows the text of a document that cannot be read.
    static void showSource(
            WindowServices services,
            Sheets sheets,
            Path file,
            int line,
            int column,
            String sentence) {
        services.executor()
                .submit(
                        "Reading " + file.getFileName(),
                        _ -> Files.readString(file, StandardCharsets.UTF_8),
                        text ->
                                sheets.showInMiddle(
                                        SourceSheet.make(
                                                String.valueOf(file.getFileName()),
                                                text,
                                                line,
                                                column,
                                                sentence)),
                        problem -> services.dialogs().tell(Accidents.opening(file, problem)));
    }

    private void addFiles(Stage stage, FileCommands files) {
        ObservableValue<Boolean> open = open();
        actions.add(Action.always(ActionId.NEW, files::begin));
        actions.add(Action.always(ActionId.OPEN, files::choose));
        actions.add(Action.always(ActionId.OPEN_FOLDER, files::chooseFolder));
        actions.add(Action.always(ActionId.OPEN_HOST, files::openHost));
        actions.add(Action.of(ActionId.SAVE, open, files::save));
        actions.add(Action.of(ActionId.SAVE_AS, open, files::saveAs));
        actions.add(Action.of(ActionId.RELOAD, open, files::reload));
        actions.add(
                Action.of(ActionId.CLOSE, open, () -> workspace.current().ifPresent(files::close)));
        actions.add(
                Action.always(
                        ActionId.QUIT,
                        () ->
                                stage.fireEvent(
                                        new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST))));
    }

    private ObservableValue<Boolean> open() {
        return workspace.currentProperty().map(_ -> true).orElse(false);
    }

    private void toggleDark() {
        services.appearance().toggle();
        services.preferences()
                .change(value -> value.withScheme(services.appearance().schemeProperty().get()));
    }

    /// The finders are made when they are first asked for: the window is there sooner.
    private void search() {
        FinderView finder = search;
        if (finder == null) {
            finder = finder(false, "A device, a name, an address such as 0x08000040, a command");
            search = finder;
        }
        find(finder);
    }

    private void commands() {
        FinderView finder = commands;
        if (finder == null) {
            finder = finder(true, "A command");
            commands = finder;
        }
        find(finder);
    }

    private FinderView finder(boolean commandsOnly, String prompt) {
        return new FinderView(
                new FinderModel(workspace, actions, commandsOnly), prompt, sheets::hide);
    }

    private void find(FinderView finder) {
        sheets.showAbove(finder.node());
        finder.begin();
    }

    /// The pages of the rules, at the one behind what is selected.
    private void rules() {
        List<RuleCard> cards =
                StandardRules.catalog().rules().stream().map(rule -> rule.card()).toList();
        String rule = workspace.current().flatMap(WindowTools::ruleOfSelection).orElse(null);
        sheets.showInMiddle(RuleSheet.make(cards, rule));
    }

    private static Optional<String> ruleOfSelection(DocumentSession session) {
        return session.selection()
                .primary()
                .flatMap(selected ->
                        session.computed().problems().stream()
                                .filter(problem -> problem.elements().contains(selected))
                                .findFirst())
                .map(Problem::rule);
    }

    private void export(ExportDialog export, Workbench bench) {
        Optional<PaneView> pane = bench.focusedView().or(() -> bench.view(PaneSlot.TOPOLOGY));
        if (workspace.current().isPresent() && pane.isPresent()) {
            export.open(workspace.current().get(), pane.get(), looks(bench));
        }
    }

    /// What the panes show and leave out, whichever of them is exported.
    private static ViewOptions looks(Workbench bench) {
        ViewOptions topology = looks(bench, PaneSlot.TOPOLOGY);
        ViewOptions map = looks(bench, PaneSlot.IOVA);
        return map.withFolds(topology.folded(), topology.unfolded())
                .withDesigns(looks(bench, PaneSlot.COMPARE).designs());
    }

    private static ViewOptions looks(Workbench bench, PaneSlot slot) {
        return bench.view(slot).map(PaneView::looks).orElse(ViewOptions.PLAIN);
    }

    /// What the view with the keyboard has to say, otherwise what the pointer is on.
    private void copy(Workbench bench) {
        Optional<String> text =
                bench.focusedView()
                        .flatMap(PaneView::copyText)
                        .or(() ->
                                workspace
                                        .current()
                                        .map(session -> session.pointingProperty().get())
                                        .filter(pointing -> !pointing.isEmpty()));
        text.ifPresent(found -> services.dialogs().copy(found, "Text"));
    }

    private void copyCommand(Workbench bench) {
        bench.focusedView()
                .flatMap(PaneView::commandLine)
                .or(() -> workspace.current().map(WindowTools::check))
                .ifPresent(line -> services.dialogs().copy("iovatlas " + line, "Command line"));
    }

    private static String check(DocumentSession session) {
        return "check " + ShellWord.of(session.origin().commandInput());
    }
}
