package iovatlas.scenario;

import static iovatlas.scenario.Scenarios.DISK;
import static iovatlas.scenario.Scenarios.NIC;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// What holds for every scenario, whatever its steps are.
class TimelineLawsTest {

    private static final int STEPS = 300;

    private static List<ScenarioStep> random(long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<ScenarioStep>();
        for (int i = 0; i < STEPS; i++) {
            steps.add(new ScenarioStep(step(random), random.nextInt(20) != 0, ""));
        }
        return steps;
    }

    private static Step step(Random random) {
        var device = random.nextBoolean() ? NIC : DISK;
        long base = List.of(0x7ff_0000L, 0x80f_c000L, 0x4000_0000L).get(random.nextInt(3));
        long iova = base + random.nextInt(24) * 0x1000L + (random.nextInt(16) == 0 ? 0x800 : 0);
        long size = (random.nextInt(6) + 1) * 0x1000L;
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> Scenarios.attach(device);
            case 3 -> new Step.Detach(device);
            case 4 -> Scenarios.vectors(device, random.nextInt(4) + 1);
            case 5 -> new Step.IrqsOff(device, IrqIndex.MSIX);
            case 6 -> Scenarios.unmapAll();
            case 7, 8, 9, 10 -> Scenarios.unmap(iova, size);
            case 11 -> new Step.Fire(device, IrqIndex.MSIX, 0, 1, 1);
            default -> Scenarios.map(iova, size);
        };
    }

    private static Timeline timeline(long seed, KernelRelease release) {
        return Timeline.of(
                seed % 2 == 0 ? Scenarios.machine() : Scenarios.twoSmmus(),
                BootFacts.standard(release, Architecture.ARM64),
                random(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void refusedStepChangesNothing(long seed) {
        Timeline timeline = timeline(seed, KernelRelease.V7_3);
        int refused = 0;
        for (int n = 1; n <= timeline.length(); n++) {
            if (!timeline.result(n).isOk()) {
                refused++;
                assertThat(timeline.state(n).vfio()).isEqualTo(timeline.state(n - 1).vfio());
            }
        }
        assertThat(refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void steppingBackAndForthGivesEqualStates(long seed) {
        KernelRelease release = seed % 3 == 0 ? KernelRelease.V6_1 : KernelRelease.V7_3;
        Timeline timeline = timeline(seed, release);
        var random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int n = random.nextInt(timeline.length() + 1);
            KernelState once = timeline.state(n);
            timeline.state(random.nextInt(timeline.length() + 1));
            KernelState again = timeline.state(n);
            assertThat(again.vfio()).isEqualTo(once.vfio());
            assertThat(again.spaces()).isEqualTo(once.spaces());
            assertThat(again.log()).isEqualTo(once.log());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void mappingsLieWhereTheContainerPermits(long seed) {
        Timeline timeline = timeline(seed, KernelRelease.V7_3);
        for (int n = 0; n <= timeline.length(); n++) {
            SpaceView space = timeline.state(n).space("c0").orElseThrow();
            space.mappings()
                    .entries()
                    .forEach(mapping ->
                            assertThat(space.advertised())
                                    .anyMatch(range -> range.contains(mapping.range())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void lockedMemoryIsWhatIsMapped(long seed) {
        Timeline timeline = timeline(seed, KernelRelease.V7_3);
        for (int n = 0; n <= timeline.length(); n++) {
            KernelState state = timeline.state(n);
            long mapped =
                    state.space("c0")
                            .orElseThrow()
                            .mappings()
                            .entries()
                            .mapToLong(e -> e.range().size().unsignedBytes() >> 12)
                            .sum();
            assertThat(state.vfio().locked("c0")).isEqualTo(mapped);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void mappingAndUnmappingRestoresTheMappings(long seed) {
        List<ScenarioStep> steps = new ArrayList<>(random(seed));
        steps.add(ScenarioStep.of(Scenarios.attach(NIC)));
        steps.add(ScenarioStep.of(Scenarios.map(0x6000_0000L, 0x3000)));
        steps.add(ScenarioStep.of(Scenarios.unmap(0x6000_0000L, 0x3000)));
        Timeline timeline =
                Timeline.of(
                        Scenarios.machine(),
                        BootFacts.standard(KernelRelease.V7_3, Architecture.ARM64),
                        steps);
        int n = timeline.length();
        assertThat(timeline.result(n - 1).word()).isEqualTo("OK");
        assertThat(timeline.state(n).spaces()).isEqualTo(timeline.state(n - 2).spaces());
        assertThat(timeline.state(n).vfio()).isEqualTo(timeline.state(n - 2).vfio());
    }
}
