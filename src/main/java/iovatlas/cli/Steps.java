package iovatlas.cli;

import iovatlas.scenario.Timeline;

import org.jspecify.annotations.Nullable;

/// Which moment of a scenario a command looks at.
final class Steps {

    private Steps() {}

    /// The chosen step, or the last one; 0 is boot.
    ///
    /// @throws UsageProblem when the scenario has no such step
    static int chosen(@Nullable Integer step, Timeline timeline) {
        if (step == null) {
            return timeline.length();
        }
        if (step < 0 || step > timeline.length()) {
            throw new UsageProblem(
                    "there is no step " + step + "; the scenario has " + timeline.length());
        }
        return step;
    }
}
