package iovatlas.app;

import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.ui.dialog.WindowDialogs;
import iovatlas.ui.preferences.PreferenceFile;
import iovatlas.ui.preferences.PreferenceStore;
import iovatlas.ui.preferences.UserFolders;
import iovatlas.ui.session.Analysis;
import iovatlas.ui.session.HeadStart;
import iovatlas.ui.session.KernelAnalysis;
import iovatlas.ui.shell.MainWindow;
import iovatlas.ui.shell.StandardViews;
import iovatlas.ui.shell.WindowServices;
import iovatlas.ui.theme.Appearance;
import iovatlas.ui.theme.WindowTheme;
import iovatlas.ui.work.FxTaskExecutor;

import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.stage.Stage;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Opens the window. The process lives until it is closed.
final class WindowMode {

    private WindowMode() {}

    /// Shows the window on the JavaFX thread and returns at once.
    ///
    /// @param inputs what to open in it
    /// @throws NoDisplay when there is none, or a library for it is missing
    static void open(List<Path> inputs) {
        UserFolders folders = UserFolders.ofSystem();
        Logging.quietJavaFx();
        // The toolkit needs most of a second to start: logging and the inputs use it.
        Thread.ofPlatform().daemon().name("logging").start(() -> Logging.toFile(folders.state()));
        Analysis analysis = new KernelAnalysis(StandardRules.checker());
        HeadStart headStart = new HeadStart();
        inputs.forEach(input -> headStart.begin(input, analysis));
        Display.start(() -> show(inputs, folders, analysis, headStart));
    }

    private static void show(
            List<Path> inputs, UserFolders folders, Analysis analysis, HeadStart headStart) {
        FxTaskExecutor executor = new FxTaskExecutor();
        PreferenceStore preferences =
                new PreferenceStore(new PreferenceFile(folders.configuration()), executor);
        Appearance appearance = new Appearance(systemIsDark());
        appearance.schemeProperty().set(preferences.value().scheme());
        WindowTheme theme = new WindowTheme(appearance);
        Stage stage = new Stage();
        WindowDialogs dialogs = new WindowDialogs(stage, theme);
        Consumer<Throwable> onFault = new FaultReporter(dialogs);
        Thread.currentThread().setUncaughtExceptionHandler((_, e) -> onFault.accept(e));
        WindowServices services =
                new WindowServices(
                        executor,
                        analysis,
                        headStart,
                        new StandardViews(),
                        dialogs,
                        preferences,
                        appearance,
                        theme,
                        Version.text(),
                        onFault);
        new MainWindow(stage, services).show(inputs);
    }

    private static ObservableBooleanValue systemIsDark() {
        return Bindings.createBooleanBinding(
                () -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK,
                Platform.getPreferences().colorSchemeProperty());
    }
}
