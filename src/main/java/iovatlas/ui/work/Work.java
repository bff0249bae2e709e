package iovatlas.ui.work;

import iovatlas.task.Progress;

/// Something that takes time and gives one result.
///
/// @param <T> the result
@FunctionalInterface
public interface Work<T> {

    /// Does the work. Runs on a thread of the executor and must touch nothing of the window.
    ///
    /// @param progress to tell how far it is and to hear that it should stop
    /// @throws Exception when it fails; [iovatlas.task.Cancelled] when it was stopped
    T run(Progress progress) throws Exception;
}
