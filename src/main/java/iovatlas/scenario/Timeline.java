package iovatlas.scenario;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.observation.Observation;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;

/// A scenario worked through: what the kernel answered to each step, and its state after any of them.
///
/// Every state shares all but what a step changed with the one before. All are kept of a short
/// scenario; of a longer one, one in 64 (fewer of very long scenarios), and the others are worked out
/// again from the one before them when somebody asks.
public final class Timeline {

    /// Least distance between kept states of a scenario that is not short.
    private static final int STRIDE = 64;

    /// A scenario of no more steps is short.
    private static final int SHORT = 256;

    /// No more states than this are kept: the longer the scenario, the further they are apart.
    private static final int MOST_KEPT = 4096;

    private final List<ScenarioStep> steps;
    private final List<KernelState> kept;
    private final List<StepResult> results;
    private final List<StepResult> refused;
    private final int stride;

    private Timeline(
            List<ScenarioStep> steps,
            int stride,
            List<KernelState> kept,
            List<StepResult> results) {
        this.steps = List.copyOf(steps);
        this.stride = stride;
        this.kept = List.copyOf(kept);
        this.results = List.copyOf(results);
        this.refused = this.results.stream().filter(result -> !result.isOk()).toList();
    }

    /// Boots the machine and runs all steps; a refused step changes nothing, and the next one runs.
    public static Timeline of(Topology topology, BootFacts facts, List<ScenarioStep> steps) {
        return of(topology, facts, Observation.NONE, steps);
    }

    /// The same for a machine that was recorded: group numbers that follow from the order in which
    /// drivers were bound are the recorded ones.
    public static Timeline of(
            Topology topology, BootFacts facts, Observation observation, List<ScenarioStep> steps) {
        KernelState state =
                KernelState.boot(
                        Grouping.boot(topology, facts, observation),
                        new MapSteps(List.copyOf(steps)));
        var kept = new ArrayList<KernelState>();
        var results = new ArrayList<StepResult>();
        int stride = stride(steps.size());
        for (int number = 1; number <= steps.size(); number++) {
            if ((number - 1) % stride == 0) {
                kept.add(state);
            }
            StepRun run = StepRunner.run(state, number, steps.get(number - 1));
            results.add(run.result());
            state = run.state();
        }
        kept.add(state);
        return new Timeline(steps, stride, kept, results);
    }

    private static int stride(int steps) {
        return steps <= SHORT ? 1 : Math.max(STRIDE, (steps + MOST_KEPT - 1) / MOST_KEPT);
    }

    /// How many steps there are, those that are switched off included.
    public int length() {
        return steps.size();
    }

    /// The state after step `n`; 0 is right after boot.
    ///
    /// @throws IndexOutOfBoundsException when there is no such step
    public KernelState state(int n) {
        if (n < 0 || n > steps.size()) {
            throw new IndexOutOfBoundsException("step " + n + " of " + steps.size());
        }
        if (n == steps.size()) {
            return kept.getLast();
        }
        int from = n / stride;
        KernelState state = kept.get(from);
        for (int number = from * stride + 1; number <= n; number++) {
            state = StepRunner.run(state, number, steps.get(number - 1)).state();
        }
        return state;
    }

    /// What the kernel answered to step `n`, 1-based.
    ///
    /// @throws IndexOutOfBoundsException when there is no such step
    public StepResult result(int n) {
        return results.get(n - 1);
    }

    /// The steps themselves, those that are switched off included.
    public List<ScenarioStep> steps() {
        return steps;
    }

    /// The steps of which a call was refused, in order.
    public List<StepResult> refused() {
        return refused;
    }

    /// What the kernel answered, step by step.
    public List<StepResult> results() {
        return results;
    }
}
