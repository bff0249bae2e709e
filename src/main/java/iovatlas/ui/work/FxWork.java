package iovatlas.ui.work;

import iovatlas.task.Cancelled;
import iovatlas.task.Progress;

import javafx.concurrent.Task;

import java.util.Optional;

/// One piece of work as a JavaFX task, which is what ControlsFX shows.
final class FxWork<T> extends Task<T> implements Running {

    private final String title;
    private final Work<? extends T> work;

    FxWork(String title, Work<? extends T> work) {
        this.title = title;
        this.work = work;
        updateTitle(title);
    }

    @Override
    protected T call() throws Exception {
        return work.run(new Watched());
    }

    /// What it failed with; empty when it only noticed that it should stop.
    Optional<Throwable> failure() {
        return Optional.ofNullable(getException()).filter(e -> !(e instanceof Cancelled));
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void stop() {
        cancel();
    }

    /// Never interrupts: that would close a file channel in the middle of its work.
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return super.cancel(false);
    }

    @Override
    public boolean isOver() {
        return isDone();
    }

    private final class Watched implements Progress {
        @Override
        public void report(String doing, long done, long total) {
            updateMessage(doing);
            if (total > 0) {
                updateProgress(done, total);
            } else {
                updateProgress(-1, -1);
            }
        }

        @Override
        public boolean cancelled() {
            return isCancelled();
        }
    }
}
