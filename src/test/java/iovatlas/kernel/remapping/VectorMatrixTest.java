package iovatlas.kernel.remapping;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

class VectorMatrixTest {

    @Test
    void consecutiveInterruptsAlternateBetweenIdleCpus() {
        VectorMatrix matrix = VectorMatrix.of(2);
        List<CpuVector> taken = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Transition<VectorMatrix, CpuVector> one = matrix.take();
            one.outcome().map(taken::add);
            matrix = one.state();
        }
        assertThat(taken)
                .containsExactly(
                        new CpuVector(0, 0x20),
                        new CpuVector(1, 0x20),
                        new CpuVector(0, 0x21),
                        new CpuVector(1, 0x21));
    }

    @Test
    void noVectorIsGivenTwiceAndNoneOfTheReservedOnes() {
        VectorMatrix matrix = VectorMatrix.of(3);
        Set<CpuVector> held = new HashSet<>();
        Random random = new Random(3);
        for (int i = 0; i < 3000; i++) {
            if (random.nextInt(3) > 0) {
                Transition<VectorMatrix, CpuVector> one = matrix.take();
                if (one.outcome() instanceof Outcome.Success<CpuVector> got) {
                    assertThat(held.add(got.value())).isTrue();
                    assertThat(got.value().vector()).isBetween(0x20, 0xeb);
                    assertThat(got.value().vector() >> 4).isNotEqualTo(3);
                }
                matrix = one.state();
            } else if (!held.isEmpty()) {
                CpuVector gone = held.iterator().next();
                held.remove(gone);
                matrix = matrix.give(gone);
            }
        }
    }

    @Test
    void aFullMatrixHasNoVector() {
        VectorMatrix matrix = VectorMatrix.of(1);
        while (matrix.free(0) > 0) {
            matrix = matrix.take().state();
        }
        assertThat(matrix.take().outcome().error()).hasValue(Errno.ENOSPC);
    }
}
