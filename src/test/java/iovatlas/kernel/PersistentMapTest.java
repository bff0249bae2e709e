package iovatlas.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

class PersistentMapTest {

    @Test
    void behavesLikeASortedMapWhateverHappens() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            PersistentMap<Integer, Integer> map = PersistentMap.empty();
            TreeMap<Integer, Integer> expected = new TreeMap<>();
            for (int step = 0; step < 400; step++) {
                int key = random.nextInt(100);
                if (random.nextInt(3) > 0) {
                    map = map.with(key, step);
                    expected.put(key, step);
                } else {
                    map = map.without(key);
                    expected.remove(key);
                }
                assertThat(map.size()).isEqualTo(expected.size());
                assertThat(map.get(key)).isEqualTo(expected.get(key));
            }
            assertThat(map.keys()).isEqualTo(new ArrayList<>(expected.keySet()));
            assertThat(map.values()).isEqualTo(new ArrayList<>(expected.values()));
            assertThat(map).isEqualTo(PersistentMap.of(expected));
            assertThat(map).hasSameHashCodeAs(PersistentMap.of(expected));
        }
    }

    @Test
    void anEarlierMapStaysAsItWas() {
        PersistentMap<String, Integer> before = PersistentMap.of(Map.of("a", 1));
        PersistentMap<String, Integer> after = before.with("b", 2).without("a");
        assertThat(before.keys()).containsExactly("a");
        assertThat(after.keys()).containsExactly("b");
        assertThat(before.without("x")).isSameAs(before);
        assertThat(before).isNotEqualTo(after).hasToString("{a=1}");
    }

    @Test
    void ascendingKeysDoNotMakeItDeep() {
        PersistentMap<Integer, Integer> map = PersistentMap.empty();
        for (int i = 0; i < 200_000; i++) {
            map = map.with(i, i);
        }
        assertThat(map.size()).isEqualTo(200_000);
        List<Integer> keys = map.keys();
        assertThat(keys).isSorted().hasSize(200_000);
        for (int i = 0; i < 200_000; i += 2) {
            map = map.without(i);
        }
        assertThat(map.size()).isEqualTo(100_000);
        assertThat(map.get(3)).isEqualTo(3);
        assertThat(map.get(4)).isNull();
    }
}
