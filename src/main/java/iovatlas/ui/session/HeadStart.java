package iovatlas.ui.session;

import iovatlas.task.Progress;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Reads inputs while the toolkit still starts, so that they are there when the window is.
public final class HeadStart {

    private final Map<Path, FutureTask<ReadInput>> begun = new ConcurrentHashMap<>();

    /// Begins to read an input on a thread of its own.
    public void begin(Path named, Analysis analysis) {
        Path input = named.toAbsolutePath().normalize();
        FutureTask<ReadInput> task =
                new FutureTask<>(() -> ReadInput.read(input, analysis, Progress.NONE));
        if (begun.putIfAbsent(input, task) == null) {
            Thread.ofPlatform().daemon().name("head-start").start(task);
        }
    }

    /// What was begun, once; otherwise the work itself.
    ///
    /// @throws Exception what reading threw
    ReadInput take(Path input, Callable<ReadInput> otherwise) throws Exception {
        FutureTask<ReadInput> task = begun.remove(input);
        if (task == null) {
            return otherwise.call();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception problem ? problem : e;
        }
    }
}
