package iovatlas.edit;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.StepResult;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The ways out of a collision with the window, as edits.
class MappingEditsTest {
    private static final AddressRange<Iova> WINDOW =
            AddressRange.of(Iova.of(0x0800_0000L), Iova.of(0x080f_ffffL));

    private static Atlas colliding() throws IOException {
        return DocumentReader.read(
                        Files.readString(
                                Path.of("sample-topologies/scenarios/s01-pc-ram-on-arm.yaml")))
                .atlas();
    }

    private static List<String> words(Atlas atlas) {
        return atlas.run().results().stream().map(StepResult::word).toList();
    }

    @Test
    void mapsAroundAHole() throws IOException {
        Atlas after = new PunchHole(2, WINDOW).apply(colliding());

        assertThat(after.steps()).hasSize(5);
        assertThat(words(after)).startsWith("OK", "OK", "OK", "OK");
        assertThat(after.run().state(3).space("c0").orElseThrow().mappings().entries())
                .extracting(entry -> entry.range().hex())
                .containsExactly("0x00000000-0x07ffffff", "0x08100000-0x3fffffff");
    }

    @Test
    void refusesAHoleThatLeavesNothing() throws IOException {
        assertThat(new PunchHole(2, AddressRange.all(Iova.ZERO)).refusal(colliding())).isPresent();
        assertThat(new PunchHole(1, WINDOW).refusal(colliding())).isPresent();
    }

    @Test
    void movesAMappingTogetherWithTheGuestsRegion() throws IOException {
        Atlas after = new MoveMapping(2, Iova.of(0x4000_0000L)).apply(colliding());

        assertThat(words(after)).startsWith("OK", "OK", "OK");
        assertThat(after.topology().memory("pc0-ram").orElseThrow().range().hex())
                .isEqualTo("0x40000000-0x7fffffff");
    }

    @Test
    void everyWayOutOfACollisionHelps() throws IOException {
        Atlas atlas = colliding();
        Problem problem =
                StandardRules.checker().check(atlas, atlas.run()).problems().stream()
                        .filter(found -> found.rule().equals("MAP_OVER_RESERVED"))
                        .findFirst()
                        .orElseThrow();
        assertThat(problem.fixes()).hasSize(3);
        for (Fix fix : problem.fixes()) {
            Edit edit = fix.edit();
            assertThat(edit).as(fix.text()).isNotNull();
            if (edit != null) {
                Atlas after = edit.apply(atlas);
                assertThat(StandardRules.checker().check(after, after.run()).problems())
                        .as(fix.text())
                        .noneMatch(p ->
                                p.rule().equals("MAP_OVER_RESERVED")
                                        || p.rule().equals("DESIGN_OUTCOME"));
            }
        }
    }
}
