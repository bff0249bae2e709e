package iovatlas.ui.work;

import java.util.function.Consumer;

/// Where views and view models hand over what takes time. They never start threads themselves.
public interface TaskExecutor {

    /// Hands work over. Exactly one of the two callbacks is called, on the thread that owns the
    /// window, unless the work is stopped: then none is.
    ///
    /// @param title what a person reads while it runs; empty for work that is too short to show
    /// @param done gets the result
    /// @param failed gets what the work threw
    <T> Running submit(
            String title, Work<? extends T> work, Consumer<T> done, Consumer<Throwable> failed);
}
