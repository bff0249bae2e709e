package iovatlas.diagnostic.rule;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Problem;
import iovatlas.document.DocumentReader;
import iovatlas.edit.SetDesign;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// The ways out of a mapping over a window are changes of the document that really help.
class MapFixesTest {

    private static final String RULE = "MAP_OVER_RESERVED";

    private static Atlas sample(String name) throws IOException {
        return DocumentReader.read(Files.readString(Path.of("sample-topologies", name + ".yaml")))
                .atlas();
    }

    private static List<Problem> problems(Atlas atlas) {
        return StandardRules.checker().check(atlas, atlas.run()).problems().stream()
                .filter(problem -> problem.rule().equals(RULE))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest-ram-at-zero", "emulated-pc-on-arm", "arm-guest-on-pc"})
    void everyFixMendsTheMapping(String name) throws IOException {
        Atlas atlas = sample(name);
        List<Problem> before = problems(atlas);
        assertThat(before).isNotEmpty();
        for (Problem problem : before) {
            assertThat(problem.fixes()).isNotEmpty();
            for (Fix fix : problem.fixes()) {
                var edit = Objects.requireNonNull(fix.edit(), fix.text());
                if (edit instanceof SetDesign) {
                    // A what-if: what the kernel answers stays, the design's outcome is shown.
                    assertThat(problems(edit.apply(atlas))).isEmpty();
                    continue;
                }
                assertThat(edit.refusal(atlas)).as(fix.text()).isEmpty();
                Atlas mended = edit.apply(atlas);
                assertThat(problems(mended)).as(fix.text()).hasSizeLessThan(before.size());
                assertThat(mended.run().result(problem.step()).word())
                        .as(fix.text())
                        .isEqualTo("OK");
            }
        }
    }

    @Test
    void ramThatNobodyMapsMovesClearOfTheWindow() throws IOException {
        String text =
                Files.readString(Path.of("sample-topologies", "guest-ram-at-zero.yaml"))
                        .replace("- {do: map,", "- {skip: true, do: map,");
        Atlas atlas = DocumentReader.read(text).atlas();
        Problem problem =
                StandardRules.checker().check(atlas, atlas.run()).problems().stream()
                        .filter(each -> each.rule().equals("RAM_OVER_WINDOW"))
                        .findFirst()
                        .orElseThrow();
        Fix fix = problem.fixes().getFirst();
        assertThat(fix.text()).isEqualTo("move vm0-ram to 0x08200000");
        Atlas mended = Objects.requireNonNull(fix.edit()).apply(atlas);
        assertThat(StandardRules.checker().check(mended, mended.run()).problems())
                .noneMatch(each -> each.rule().equals("RAM_OVER_WINDOW"));
    }

    @Test
    void ramThatIsMappedOneToOneMovesWithItsMapping() throws IOException {
        Atlas atlas = sample("guest-ram-at-zero");
        Fix move = problems(atlas).getFirst().fixes().getFirst();
        assertThat(move.text()).isEqualTo("move vm0-ram of vm0 to 0x08200000 and map it there");
        Fix pieces = problems(atlas).getFirst().fixes().get(1);
        assertThat(pieces.text())
                .isEqualTo("map it in pieces: 0x00000000-0x07ffffff, 0x08100000-0x7fffffff");
    }
}
