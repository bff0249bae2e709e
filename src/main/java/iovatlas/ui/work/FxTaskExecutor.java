package iovatlas.ui.work;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.concurrent.Task;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Runs work on daemon threads and brings results back to the JavaFX thread. Must be used from the
/// JavaFX thread.
public final class FxTaskExecutor implements TaskExecutor, AutoCloseable {

    private static final long PATIENCE_SECONDS = 2;

    private final ObservableList<Task<?>> running = FXCollections.observableArrayList();
    // Held: listeners of a wrapper that nobody holds are lost.
    private final ObservableList<Task<?>> readOnly =
            FXCollections.unmodifiableObservableList(running);
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
        return readOnly;
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
        if (threads.isShutdown()) {
            // The program ends: nobody waits for the result.
            task.cancel();
            return task;
        }
        if (!title.isEmpty()) {
            running.add(task);
        }
        threads.execute(task);
        return task;
    }

    /// Asks everything to stop and gives the last files a moment to be written.
    @Override
    public void close() {
        List.copyOf(running).forEach(Task::cancel);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
