package iovatlas.edit;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.rule.StandardRules;
import iovatlas.document.DocumentReader;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The ways out of a collision with the window, as edits.
class MappingEditsTest {
    private static Atlas colliding() throws IOException {
        return DocumentReader.read(
                        Files.readString(
                                Path.of("sample-topologies/scenarios/s01-pc-ram-on-arm.yaml")))
                .atlas();
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
