package iovatlas.importer.pci;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.IdMap;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.BitSet;
import java.util.List;
import java.util.Random;

class RequesterRunsTest {

    private static final RequesterRuns RUNS = new RequesterRuns(RequesterRunsTest::used);

    private static BitSet used() {
        BitSet used = new BitSet();
        used.set(0x100, 0x104);
        return used;
    }

    @Test
    void neighboursThatGoOnTogetherAreOneRange() {
        List<IdMap> runs =
                RUNS.of(
                        IdMap.Role.IOMMU,
                        2,
                        id -> id < 8 ? null : new RequesterRuns.Target("smmu0", id + 0x100));
        assertThat(runs)
                .containsExactly(
                        new IdMap(
                                IdMap.Role.IOMMU,
                                2,
                                new RequesterId(8),
                                new RequesterId(0xffff),
                                "smmu0",
                                0x108));
    }

    @Test
    void manyIdsThatBecomeOneAreManyRanges() {
        assertThat(
                        RUNS.of(
                                IdMap.Role.MSI,
                                0,
                                id -> id < 4 ? new RequesterRuns.Target("its0", 7) : null))
                .hasSize(4);
    }

    @Test
    void ofAllIdsThatBecomeOneOnlyTheUsedOnesAreKept() {
        assertThat(RUNS.of(IdMap.Role.MSI, 0, _ -> new RequesterRuns.Target("its0", 7)))
                .extracting(run -> run.first().bits())
                .containsExactly(0x100, 0x101, 0x102, 0x103);
    }

    @Test
    void everyIdGoesWhereTheRuleSaysForAnyRule() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            RequesterRuns.@Nullable Target[] rule = new RequesterRuns.Target[0x10000];
            int id = 0;
            while (id < rule.length) {
                int end = Math.min(rule.length, id + 1 + random.nextInt(5000));
                int output = random.nextInt();
                String name = "smmu" + random.nextInt(2);
                boolean nothing = random.nextInt(3) == 0;
                for (int i = id; i < end; i++) {
                    rule[i] = nothing ? null : new RequesterRuns.Target(name, output + i - id);
                }
                id = end;
            }
            List<IdMap> runs = RUNS.of(IdMap.Role.IOMMU, 0, i -> rule[i]);
            for (int i = 0; i < rule.length; i += 13) {
                RequesterId requester = new RequesterId(i);
                RequesterRuns.@Nullable Target found =
                        runs.stream()
                                .filter(run -> run.contains(0, requester))
                                .map(run ->
                                        new RequesterRuns.Target(run.target(), run.map(requester)))
                                .findFirst()
                                .orElse(null);
                assertThat(found).isEqualTo(rule[i]);
            }
        }
    }
}
