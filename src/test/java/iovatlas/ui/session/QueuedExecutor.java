package iovatlas.ui.session;

import iovatlas.task.Cancelled;
import iovatlas.task.Progress;
import iovatlas.ui.work.Running;
import iovatlas.ui.work.TaskExecutor;
import iovatlas.ui.work.Work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Does work when the test says so, in the order in which it was handed over.
public final class QueuedExecutor implements TaskExecutor {

    private final Deque<Runnable> waiting = new ArrayDeque<>();

    @Override
    public <T> Running submit(
            String title, Work<? extends T> work, Consumer<T> done, Consumer<Throwable> failed) {
        Handle handle = new Handle(title);
        waiting.add(() -> {
            if (handle.stopped) {
                return;
            }
            T result;
            try {
                result = work.run(Progress.NONE);
            } catch (Cancelled _) {
                return;
            } catch (Exception e) {
                failed.accept(e);
                return;
            }
            done.accept(result);
        });
        return handle;
    }

    public int size() {
        return waiting.size();
    }

    public void runAll() {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    private static final class Handle implements Running {
        private final String title;
        private boolean stopped;

        Handle(String title) {
            this.title = title;
        }

        @Override
        public String title() {
            return title;
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public boolean isOver() {
            return stopped;
        }
    }
}
