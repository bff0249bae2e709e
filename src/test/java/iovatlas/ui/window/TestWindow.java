package iovatlas.ui.window;

import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.ui.dialog.FakeDialogs;
import iovatlas.ui.preferences.PreferenceFile;
import iovatlas.ui.preferences.PreferenceStore;
import iovatlas.ui.preferences.Preferences;
import iovatlas.ui.preferences.WindowPlace;
import iovatlas.ui.session.DocumentSession;
import iovatlas.ui.session.HeadStart;
import iovatlas.ui.session.KernelAnalysis;
import iovatlas.ui.shell.MainWindow;
import iovatlas.ui.shell.StandardViews;
import iovatlas.ui.shell.WindowServices;
import iovatlas.ui.theme.Appearance;
import iovatlas.ui.theme.ColourScheme;
import iovatlas.ui.theme.WindowTheme;
import iovatlas.ui.work.FxTaskExecutor;

import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The program's window with preferences of its own and dialogs that the test answers.
public final class TestWindow implements AutoCloseable {

    /// The largest window of the Headless platform.
    public static final double WIDTH = 1000;

    public static final double HEIGHT = 900;

    public final FakeDialogs dialogs = new FakeDialogs();
    public final List<Throwable> faults = new CopyOnWriteArrayList<>();
    private final MainWindow window;
    private final Stage stage;
    private final WindowServices services;

    private TestWindow(Path folder, double width, double height) {
        FxTaskExecutor executor = new FxTaskExecutor();
        PreferenceFile file = new PreferenceFile(folder);
        file.write(
                Preferences.DEFAULT
                        .withScheme(ColourScheme.LIGHT)
                        .withWindow(new WindowPlace(true, 0, 0, width, height, false)));
        PreferenceStore preferences = new PreferenceStore(file, executor);
        Appearance appearance = new Appearance(new SimpleBooleanProperty(false));
        appearance.schemeProperty().set(preferences.value().scheme());
        services =
                new WindowServices(
                        executor,
                        new KernelAnalysis(StandardRules.checker()),
                        new HeadStart(),
                        new StandardViews(),
                        dialogs,
                        preferences,
                        appearance,
                        new WindowTheme(appearance),
                        "test",
                        faults::add);
        stage = new Stage();
        window = new MainWindow(stage, services);
    }

    /// Opens the window with inputs and waits until they are there.
    public static TestWindow open(Path folder, double width, double height, Path... inputs) {
        FxThread.assumeToolkit();
        TestWindow opened =
                FxThread.call(() -> {
                    TestWindow test = new TestWindow(folder, width, height);
                    test.window.show(List.of(inputs));
                    return test;
                });
        FxThread.waitUntil(
                inputs.length + " documents are open",
                () -> opened.window.workspace().sessions().size() == inputs.length);
        return opened;
    }

    public MainWindow window() {
        return window;
    }

    public WindowServices services() {
        return services;
    }

    public Stage stage() {
        return stage;
    }

    public Scene scene() {
        return stage.getScene();
    }

    /// The document in front.
    public DocumentSession session() {
        return FxThread.call(() -> window.workspace().current().orElseThrow());
    }

    /// The first node that a CSS selector finds; fails when there is none.
    public Node find(String selector) {
        return FxThread.call(() -> {
            Node node = scene().getRoot().lookup(selector);
            if (node == null) {
                throw new AssertionError("no node is " + selector);
            }
            return node;
        });
    }

    /// Presses a key as the platform would, also where it has no keyboard.
    public void press(KeyCode code, String text, boolean control, boolean shift) {
        FxThread.run(() -> {
            Node focus = scene().getFocusOwner();
            KeyEvent event =
                    new KeyEvent(
                            KeyEvent.KEY_PRESSED, "", text, code, shift, control, false, false);
            Event.fireEvent(focus == null ? scene() : focus, event);
        });
    }

    /// Waits until nothing computes any more.
    public void settle() {
        FxThread.waitUntil(
                "nothing is at work",
                () ->
                        services.executor().running().isEmpty()
                                && window.workspace()
                                        .current()
                                        .map(s -> s.computed().atlas() == s.atlas())
                                        .orElse(true));
    }

    @Override
    public void close() {
        FxThread.run(window::close);
    }
}
