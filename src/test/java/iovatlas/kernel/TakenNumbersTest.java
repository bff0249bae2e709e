package iovatlas.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

class TakenNumbersTest {

    @Test
    void alignsBlocksOnTheNumberItself() {
        TakenNumbers numbers = TakenNumbers.none(98, 40);
        assertThat(numbers.lowestFree(1)).hasValue(98);
        assertThat(numbers.lowestFree(4)).hasValue(100);
    }

    @Test
    void refusesBlocksThatAreNoPowerOfTwo() {
        assertThatThrownBy(() -> TakenNumbers.none(0, 8).lowestFree(3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesNumbersOutside() {
        assertThatThrownBy(() -> TakenNumbers.none(8, 8).take(15, 2))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void givesTheLowestAlignedFreeBlockWhateverHappenedBefore() {
        Random random = new Random(20261122);
        for (int round = 0; round < 200; round++) {
            int base = random.nextInt(100);
            int size = random.nextInt(64);
            TakenNumbers numbers = TakenNumbers.none(base, size);
            Set<Integer> taken = new HashSet<>();
            for (int step = 0; step < 60; step++) {
                int count = 1 << random.nextInt(4);
                OptionalInt found = numbers.lowestFree(count);
                assertThat(found).isEqualTo(naive(base, size, taken, count));
                if (found.isPresent() && random.nextInt(3) > 0) {
                    numbers = numbers.take(found.getAsInt(), count);
                    for (int i = 0; i < count; i++) {
                        taken.add(found.getAsInt() + i);
                    }
                } else if (!taken.isEmpty()) {
                    int gone = taken.iterator().next();
                    numbers = numbers.give(gone, 1);
                    taken.remove(gone);
                }
                assertThat(numbers.count()).isEqualTo(taken.size());
            }
        }
    }

    private static OptionalInt naive(int base, int size, Set<Integer> taken, int count) {
        for (int first = base; first + count <= base + size; first++) {
            boolean free = first % count == 0;
            for (int i = 0; i < count; i++) {
                free &= !taken.contains(first + i);
            }
            if (free) {
                return OptionalInt.of(first);
            }
        }
        return OptionalInt.empty();
    }
}
