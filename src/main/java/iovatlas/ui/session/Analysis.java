package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.observation.Note;
import iovatlas.task.Progress;

import java.util.List;

/// Computes what the views show. Runs off the window's thread.
@FunctionalInterface
public interface Analysis {

    /// The step that stands for "as far as the scenario goes".
    int LAST_STEP = Integer.MAX_VALUE;

    /// @param step what to show; beyond the end means the last step
    /// @param notes carried along
    /// @throws iovatlas.task.Cancelled when it was told to stop
    Computed compute(Atlas atlas, int step, List<Note> notes, Progress progress);
}
