package iovatlas.ui.preferences;

import iovatlas.ui.work.TaskExecutor;

import javafx.animation.PauseTransition;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.util.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.function.UnaryOperator;

/// The preferences as the window sees them: set one, and soon after it is on disk. Lives on the
/// window's thread.
public final class PreferenceStore {

    private static final Logger LOG = LoggerFactory.getLogger(PreferenceStore.class);
    private static final Duration DELAY = Duration.seconds(1);

    private final PreferenceFile file;
    private final TaskExecutor executor;
    private final ObjectProperty<Preferences> value;
    private final PauseTransition delay = new PauseTransition(DELAY);

    /// Reads the file, if there is one that can be read.
    public PreferenceStore(PreferenceFile file, TaskExecutor executor) {
        this.file = file;
        this.executor = executor;
        this.value = new SimpleObjectProperty<>(file.read());
        delay.setOnFinished(_ -> write());
        value.subscribe(this::later);
    }

    public ObjectProperty<Preferences> valueProperty() {
        return value;
    }

    public Preferences value() {
        return value.get();
    }

    public void change(UnaryOperator<Preferences> change) {
        value.set(change.apply(value.get()));
    }

    /// Notes that a file was opened.
    public void opened(Path opened) {
        change(preferences -> preferences.opened(opened));
    }

    /// Writes at once, on the calling thread: the program ends.
    public void close() {
        delay.stop();
        file.write(value.get());
    }

    private void later() {
        value.get();
        delay.playFromStart();
    }

    private void write() {
        Preferences now = value.get();
        executor.submit(
                "",
                _ -> {
                    file.write(now);
                    return now;
                },
                _ -> {},
                failure -> LOG.warn("cannot keep the preferences", failure));
    }
}
