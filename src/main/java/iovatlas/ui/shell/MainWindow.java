package iovatlas.ui.shell;

import iovatlas.ui.action.ActionTable;
import iovatlas.ui.canvas.ScreenFonts;
import iovatlas.ui.pane.ViewContext;
import iovatlas.ui.session.DocumentSaver;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.Opener;
import iovatlas.ui.session.UnsavedWork;
import iovatlas.ui.session.Workspace;
import iovatlas.ui.work.FxTaskExecutor;

import javafx.beans.InvalidationListener;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The program's window. Made and used on the JavaFX thread.
public final class MainWindow {

    private final Stage stage;
    private final WindowServices services;
    private final Workspace workspace = new Workspace();
    private final ActionTable actions = new ActionTable();
    private final ScreenFonts fonts = new ScreenFonts();
    private final Sheets sheets = new Sheets();
    private final Map<DocumentSession, SessionViews> views = new HashMap<>();
    private final Map<DocumentSession, Autosaver> autosavers = new HashMap<>();
    private final UnsavedWork unsaved;
    private final Workbench bench;
    private final Opener opener;
    private final FileCommands files;
    private final IntakeActions intake;
    private final WindowFrame frame;
    private final WelcomePane welcome;

    public MainWindow(Stage stage, WindowServices services) {
        this.stage = stage;
        this.services = services;
        this.unsaved = new UnsavedWork(services.executor());
        this.bench = new Workbench(services.preferences());
        this.opener =
                new Opener(
                        services.executor(),
                        services.analysis(),
                        services.headStart(),
                        services.onFault());
        this.files = fileCommands();
        WindowTools tools = new WindowTools(workspace, actions, sheets, services);
        tools.addActions(stage, files, bench);
        new WindowActions(workspace, bench, actions).add();
        this.intake = new IntakeActions(workspace, bench, sheets, services, opener, files);
        intake.add(actions);
        new EditActions(workspace, bench, actions, services.dialogs(), intake::paste).add();
        this.welcome = new WelcomePane(services.preferences(), actions, files::open);
        this.frame =
                new WindowFrame(
                        Menus.make(actions, services.preferences(), files::open),
                        new DocumentTabs(workspace, files::close).node(),
                        tools.toolbar(),
                        new StatusPane(workspace, services.executor(), actions).node());
        buildScene();
        workspace.currentProperty().subscribe(this::showDocument);
        workspace.sessions().addListener((InvalidationListener) _ -> followSessions());
    }

    /// Shows the window and opens inputs in it.
    public void show(List<Path> inputs) {
        WindowGeometry.restore(stage, services.preferences());
        stage.show();
        WindowGeometry.remember(stage, services.preferences());
        inputs.forEach(files::open);
    }

    /// The open documents.
    public Workspace workspace() {
        return workspace;
    }

    /// What the window can do.
    public ActionTable actions() {
        return actions;
    }

    /// Closes the window without asking about anything.
    public void close() {
        autosavers.values().forEach(Autosaver::close);
        services.preferences().close();
        services.executor().close();
        stage.hide();
    }

    private FileCommands fileCommands() {
        FxTaskExecutor executor = services.executor();
        return new FileCommands(
                workspace,
                opener,
                new DocumentSaver(executor),
                services.dialogs(),
                services.preferences()::opened,
                (file, line, column, sentence) ->
                        WindowTools.showSource(services, sheets, file, line, column, sentence));
    }

    private void buildScene() {
        StackPane root = new StackPane(frame.node(), sheets.node());
        Scene scene = new Scene(root, 1200, 760);
        services.theme().dress(scene);
        scene.widthProperty()
                .subscribe(width -> bench.resize(width.doubleValue(), scene.getHeight()));
        scene.heightProperty()
                .subscribe(height -> bench.resize(scene.getWidth(), height.doubleValue()));
        bench.followFocus(scene);
        Keyboard.listen(scene, actions, sheets.shown());
        DropTarget.listen(root, frame.middle(), intake::drop, intake::paste);
        stage.setScene(scene);
        stage.setTitle("IOVAtlas");
        stage.setOnCloseRequest(event -> {
            event.consume();
            files.quit(this::close);
        });
    }

    private void showDocument(@Nullable DocumentSession session) {
        stage.titleProperty().unbind();
        if (session == null) {
            bench.clear();
            frame.show(welcome.node());
            stage.setTitle("IOVAtlas");
            return;
        }
        bench.show(views.computeIfAbsent(session, this::viewsOf));
        frame.show(bench.node());
        if (bench.focused().isEmpty()) {
            bench.go(Place.TOPOLOGY);
        }
        stage.titleProperty()
                .bind(session.originProperty().map(origin -> origin.name() + " \u2014 IOVAtlas"));
    }

    private SessionViews viewsOf(DocumentSession session) {
        return new SessionViews(
                new ViewContext(
                        session,
                        services.executor(),
                        services.dialogs(),
                        services.appearance(),
                        fonts,
                        actions),
                services.views());
    }

    private void followSessions() {
        for (DocumentSession session : workspace.sessions()) {
            autosavers.computeIfAbsent(
                    session, opened -> Autosaver.watch(opened, unsaved, services.dialogs()));
        }
        for (DocumentSession session : List.copyOf(autosavers.keySet())) {
            if (!workspace.sessions().contains(session)) {
                Optional.ofNullable(autosavers.remove(session)).ifPresent(Autosaver::close);
                Optional.ofNullable(views.remove(session)).ifPresent(SessionViews::close);
            }
        }
    }
}
