package iovatlas.ui.work;

import iovatlas.task.Cancelled;
import iovatlas.task.Progress;

import java.util.function.Consumer;

/// Does the work at once, on the thread that asks. For tests of view models.
public final class SameThreadExecutor implements TaskExecutor {

    private record Done(String title) implements Running {
        @Override
        public void stop() {
            // It is over already.
        }

        @Override
        public boolean isOver() {
            return true;
        }
    }

    @Override
    public <T> Running submit(
            String title, Work<? extends T> work, Consumer<T> done, Consumer<Throwable> failed) {
        T result;
        try {
            result = work.run(Progress.NONE);
        } catch (Cancelled _) {
            return new Done(title);
        } catch (Exception e) {
            failed.accept(e);
            return new Done(title);
        }
        done.accept(result);
        return new Done(title);
    }
}
