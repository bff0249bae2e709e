package iovatlas.kernel.its;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;

class LpiSpaceTest {

    @Test
    @Tag("M133")
    void aDistributorCanRestrictTheNumberOfLpis() {
        assertThat(LpiSpace.usable(16, 5)).isEqualTo(64);
        assertThat(LpiSpace.usable(16, 0)).isEqualTo(57344);
        assertThat(LpiSpace.usable(14, 0)).isEqualTo(8192);
        assertThat(LpiSpace.usable(24, 0)).isEqualTo(57344);
    }

    @Test
    void takesFromTheFirstRangeThatIsLongEnoughAndHalvesOtherwise() {
        LpiSpace space = LpiSpace.of(40);
        Transition<LpiSpace, LpiRange> first = space.take(64);
        assertThat(got(first)).isEqualTo(new LpiRange(8192, 32));
        assertThat(got(first.state().take(64))).isEqualTo(new LpiRange(8224, 8));
    }

    @Test
    void hasNothingWhenEverythingIsTaken() {
        assertThat(LpiSpace.of(0).take(1).outcome().error()).hasValue(Errno.ENOSPC);
    }

    @Test
    void neverGivesANumberTwiceAndGrowsTogetherAgain() {
        Random random = new Random(7);
        for (int round = 0; round < 100; round++) {
            LpiSpace space = LpiSpace.of(256);
            List<LpiRange> held = new ArrayList<>();
            for (int step = 0; step < 100; step++) {
                if (random.nextBoolean()) {
                    Transition<LpiSpace, LpiRange> taken = space.take(1 << random.nextInt(7));
                    if (taken.outcome().isOk()) {
                        held.add(got(taken));
                    }
                    space = taken.state();
                } else if (!held.isEmpty()) {
                    space = space.give(held.remove(random.nextInt(held.size())));
                }
                assertDisjoint(held, space.free());
            }
            for (LpiRange range : held) {
                space = space.give(range);
            }
            assertThat(space.free()).containsExactly(new LpiRange(8192, 256));
        }
    }

    private static void assertDisjoint(List<LpiRange> held, List<LpiRange> free) {
        BitSet seen = new BitSet();
        int total = 0;
        List<LpiRange> all = new ArrayList<>(held);
        all.addAll(free);
        for (LpiRange range : all) {
            seen.set(range.first(), range.last() + 1);
            total += range.count();
        }
        assertThat(seen.cardinality()).isEqualTo(total).isEqualTo(256);
    }

    private static LpiRange got(Transition<LpiSpace, LpiRange> taken) {
        return switch (taken.outcome()) {
            case Outcome.Success<LpiRange> success -> success.value();
            case Outcome.Refusal<LpiRange> refusal ->
                    throw new AssertionError(refusal.reason().text());
        };
    }
}
