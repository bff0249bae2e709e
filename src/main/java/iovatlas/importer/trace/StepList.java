package iovatlas.importer.trace;

import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;

import java.util.ArrayList;
import java.util.List;

/// The steps that a trace becomes. While its beginning is folded, nothing is added: only what is
/// left at the end of that counts.
final class StepList {

    private static final int LONGEST_NOTE = 200;

    private final List<ScenarioStep> steps = new ArrayList<>();
    private boolean folding;

    List<ScenarioStep> all() {
        return List.copyOf(steps);
    }

    int size() {
        return steps.size();
    }

    /// @param value whether what happens is taken note of but is no step
    void folding(boolean value) {
        folding = value;
    }

    void add(Step step) {
        if (!folding) {
            steps.add(ScenarioStep.of(step));
        }
    }

    /// A message; more of the same vector at once are a burst.
    void fire(Step.Fire fire) {
        if (folding) {
            return;
        }
        if (!steps.isEmpty()
                && steps.getLast().action() instanceof Step.Fire before
                && before.device().equals(fire.device())
                && before.index() == fire.index()
                && before.vector() == fire.vector()) {
            steps.removeLast();
            int times = before.times() + fire.times();
            add(new Step.Fire(fire.device(), fire.index(), fire.vector(), 1, times));
        } else {
            add(fire);
        }
    }

    /// Remarks something at the last step.
    ///
    /// @return false when there is no step yet
    boolean remark(String text) {
        if (folding) {
            return true;
        }
        if (steps.isEmpty()) {
            return false;
        }
        ScenarioStep last = steps.getLast();
        if (last.note().length() < LONGEST_NOTE) {
            String joined = last.note().isEmpty() ? text : last.note() + "; " + text;
            steps.set(steps.size() - 1, new ScenarioStep(last.action(), last.enabled(), joined));
        }
        return true;
    }
}
