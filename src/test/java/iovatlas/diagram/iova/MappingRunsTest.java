package iovatlas.diagram.iova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.diagram.iova.MappingRuns.Run;
import iovatlas.scenario.UserMapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class MappingRunsTest {
    private static final AddressRange<Iova> ALL = AddressRange.all(Iova.of(0));

    private static RangeIndex<Iova, UserMapping> random(long seed, int count) {
        var random = new Random(seed);
        var entries = new ArrayList<Entry<Iova, UserMapping>>();
        long at = 0x10_0000;
        for (int i = 0; i < count; i++) {
            at += random.nextInt(3) == 0 ? 0 : 0x1000L << random.nextInt(20);
            long size = 0x1000L << random.nextInt(10);
            String backing = random.nextBoolean() ? "ram" : "other";
            entries.add(DemoMaps.mapping(at, size, backing, 1));
            at += size;
        }
        return RangeIndex.of(entries);
    }

    @Test
    void neighboursThatContinueEachOtherAreOneRun() {
        RangeIndex<Iova, UserMapping> mappings =
                RangeIndex.of(
                        List.of(
                                DemoMaps.mapping(0x1000, 0x1000, "ram", 1),
                                DemoMaps.mapping(0x2000, 0x1000, "ram", 2),
                                DemoMaps.mapping(0x3000, 0x1000, "rom", 3)));
        assertThat(MappingRuns.of(mappings, ALL, 10))
                .extracting(Run::range, Run::count)
                .containsExactly(
                        tuple(DemoMaps.range(0x1000, 0x2000), 2),
                        tuple(DemoMaps.range(0x3000, 0x1000), 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void runsCoverEveryMappingAndDoNotOverlap(long seed) {
        RangeIndex<Iova, UserMapping> mappings = random(seed, 3000);
        List<Run> runs = MappingRuns.of(mappings, ALL, 50);
        assertThat(runs).hasSizeLessThanOrEqualTo(51);
        for (int i = 1; i < runs.size(); i++) {
            assertThat(runs.get(i - 1).range().last().isBelow(runs.get(i).range().first()))
                    .isTrue();
        }
        mappings.entries()
                .forEach(entry ->
                        assertThat(runs).anyMatch(run -> run.range().contains(entry.range())));
    }

    @Test
    void runsBeginAndEndWithMappings() {
        RangeIndex<Iova, UserMapping> mappings = random(9, 2000);
        for (Run run : MappingRuns.of(mappings, ALL, 40)) {
            assertThat(mappings.firstAt(run.range().first())).isPresent();
            assertThat(mappings.firstAt(run.range().last())).isPresent();
        }
    }

    @Test
    void binsShowEveryMappingAndNothingElse() {
        RangeIndex<Iova, UserMapping> mappings = random(7, 500);
        AddressRange<Iova> shown =
                AddressRange.of(Iova.of(0), mappings.last().orElseThrow().range().last());
        IovaAxis axis = IovaAxis.linear(shown, 400);
        List<MapBins.Span> spans = MapBins.spans(axis, mappings, shown, 1);
        assertThat(spans).hasSizeLessThanOrEqualTo(400);
        mappings.entries()
                .forEach(entry -> {
                    double at = axis.start(entry.range().first());
                    assertThat(spans).anyMatch(s -> s.from() <= at && at <= s.to());
                });
        for (MapBins.Span span : spans) {
            var under = AddressRange.of(axis.at(span.from()), axis.at(span.to()));
            assertThat(mappings.anyOverlapping(under)).isTrue();
        }
    }
}
