package iovatlas.ui.work;

import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Runs work on daemon threads and brings results back to the JavaFX thread. Must be used from the
/// JavaFX thread.
public final class FxTaskExecutor implements TaskExecutor, AutoCloseable {

    private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
    private final ExecutorService threads;

    public FxTaskExecutor() {
        AtomicInteger number = new AtomicInteger();
        threads =
                Executors.newCachedThreadPool(work -> {
                    Thread thread = new Thread(work, "work-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /// The titled work that has not ended, oldest first; changes on the JavaFX thread.
    public ObservableList<Task<?>> running() {
        return FXCollections.unmodifiableObservableList(running);
    }

    @Override
    public <T> Running submit(
            String title, Work<? extends T> work, Consumer<T> done, Consumer<Throwable> failed) {
        FxWork<T> task = new FxWork<>(title, work);
        task.setOnSucceeded(_ -> {
            running.remove(task);
            done.accept(task.getValue());
        });
        task.setOnCancelled(_ -> running.remove(task));
        task.setOnFailed(_ -> {
            running.remove(task);
            task.failure().ifPresent(failed);
        });
        if (!title.isEmpty()) {
            running.add(task);
        }
        threads.execute(task);
        return task;
    }

    /// Asks everything to stop. Safe on any thread.
    @Override
    public void close() {
        if (Platform.isFxApplicationThread()) {
            running.forEach(Task::cancel);
        }
        threads.shutdownNow();
    }
}
