package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Severity;
import iovatlas.observation.Note;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;

import java.util.List;
import java.util.Optional;

/// Everything that the views show, made from one document at one step. Its parts always belong
/// together.
///
/// @param atlas the document
/// @param timeline what the kernel makes of it, step by step
/// @param step the step that is shown, 0 (boot) to [Timeline#length()]
/// @param state the kernel's state after that step
/// @param problems what is wrong anywhere in the timeline, in the checker's order
/// @param waived problems that somebody accepted, likewise
/// @param notes what the reader of the input wants a person to know
public record Computed(
        Atlas atlas,
        Timeline timeline,
        int step,
        KernelState state,
        List<Problem> problems,
        List<Problem> waived,
        List<Note> notes) {

    public Computed {
        problems = List.copyOf(problems);
        waived = List.copyOf(waived);
        notes = List.copyOf(notes);
    }

    /// The same at another step; a step beyond the end is the last one. May take as long as the
    /// steps in between take.
    public Computed at(int wanted) {
        int next = Math.clamp(wanted, 0, timeline.length());
        return next == step
                ? this
                : new Computed(
                        atlas, timeline, next, timeline.state(next), problems, waived, notes);
    }

    /// What the kernel answered to the step that is shown; empty at boot.
    public Optional<StepResult> result() {
        return step == 0 ? Optional.empty() : Optional.of(timeline.result(step));
    }

    public long count(Severity severity) {
        return problems.stream().filter(problem -> problem.severity() == severity).count();
    }
}
