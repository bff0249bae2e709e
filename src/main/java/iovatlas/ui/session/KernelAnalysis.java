package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Checker;
import iovatlas.observation.Note;
import iovatlas.scenario.Timeline;
import iovatlas.task.Progress;

import java.util.List;

/// The analysis of the program: runs the scenario, then the rules.
public final class KernelAnalysis implements Analysis {

    private static final int STAGES = 3;

    private final Checker checker;

    public KernelAnalysis(Checker checker) {
        this.checker = checker;
    }

    @Override
    public Computed compute(Atlas atlas, int step, List<Note> notes, Progress progress) {
        progress.check();
        progress.report("running the steps", 0, STAGES);
        Timeline timeline = atlas.run();
        progress.check();
        progress.report("looking for problems", 1, STAGES);
        Checker.Findings findings = checker.check(atlas, timeline);
        progress.check();
        progress.report("looking at one step", 2, STAGES);
        int shown = Math.clamp(step, 0, timeline.length());
        return new Computed(
                atlas,
                timeline,
                shown,
                timeline.state(shown),
                findings.problems(),
                findings.waived(),
                notes);
    }
}
