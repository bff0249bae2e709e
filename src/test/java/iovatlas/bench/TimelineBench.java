package iovatlas.bench;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.scenario.Timeline;
import iovatlas.task.Progress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Jumps about in a scenario of many steps.
final class TimelineBench {

    private static final int JUMPS = 400;
    private static final String SPACE = "c0";

    private final PrintStream out;
    private final int steps;

    TimelineBench(PrintStream out, int steps) {
        this.out = out;
        this.steps = steps;
    }

    /// @param document one with a container c0 and steps that attach to it
    void run(Path document) throws IOException, ImportFailure {
        Atlas atlas = Inputs.open(document, List.of(), Progress.NONE).atlas();
        long start = System.nanoTime();
        Timeline timeline = atlas.withSteps(mapping(atlas.steps())).run();
        long whole = System.nanoTime() - start;
        var random = new Random(7);
        var times = new ArrayList<Long>();
        long mapped = 0;
        for (int i = 0; i < JUMPS; i++) {
            int n = random.nextInt(timeline.length() + 1);
            long begin = System.nanoTime();
            KernelState state = timeline.state(n);
            mapped += state.space(SPACE).orElseThrow().mappings().size();
            times.add(System.nanoTime() - begin);
        }
        Collections.sort(times);
        out.printf(
                "%,d steps worked through in %,.0f ms; state and spaces after any of them: median"
                        + " %.2f ms, slowest of %d %.2f ms (aim 50), checksum %x%n",
                timeline.length(),
                whole / 1e6,
                times.get(JUMPS / 2) / 1e6,
                JUMPS,
                times.getLast() / 1e6,
                mapped);
    }

    /// The document's steps, then others that map and unmap at random, and now and then detach,
    /// attach and set vectors.
    private List<ScenarioStep> mapping(List<ScenarioStep> first) {
        var all = new ArrayList<>(first);
        var random = new Random(steps);
        while (all.size() < steps) {
            all.add(
                    random.nextInt(50) == 0
                            ? first.get(random.nextInt(first.size()))
                            : ScenarioStep.of(any(random)));
        }
        return all;
    }

    private static Step any(Random random) {
        Iova iova = Iova.of(0x1_0000_0000L + random.nextInt(1 << 16) * 0x10000L);
        ByteSize size = ByteSize.KIB.times(4L * (1 + random.nextInt(16)));
        return random.nextInt(3) == 0
                ? new Step.Unmap(SPACE, iova, size)
                : new Step.Map(SPACE, iova, size, null, ByteSize.ZERO, true, true);
    }
}
