package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class CheckCommandTest {

    private static final String COLLIDING = "sample-topologies/guest-ram-at-zero.yaml";
    private static final String CLEAN = "sample-topologies/arm-server-nic.yaml";

    @Test
    void namesBothOwnersTheExactRangeAndTheAnswerOfACollision() {
        CommandRun run = CommandRun.of("check", COLLIDING);

        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.out())
                .contains("error: MAP_OVER_RESERVED: vm0-ram (0x00000000-0x7fffffff)")
                .contains("SW_MSI window 0x08000000-0x080fffff of d0 (smmu0)")
                .contains("overlap at 0x08000000-0x080fffff")
                .contains("MAP_DMA -> EINVAL")
                .contains("2 errors, 1 warning");
    }

    @Test
    void beginsEachProblemWithFileAndLineAsCompilersDo() throws IOException {
        CommandRun run = CommandRun.of("check", COLLIDING);

        String first = run.out().lines().findFirst().orElseThrow();
        assertThat(first).matches("\\Q" + COLLIDING + "\\E:\\d+: error: [A-Z_]+: .*");
        int line = Integer.parseInt(first.split(":", 3)[1]);
        assertThat(Files.readAllLines(Path.of(COLLIDING)).get(line - 1)).contains("do: map");
    }

    @Test
    void findsNothingWrongWithACleanSample() {
        CommandRun run = CommandRun.of("check", CLEAN);

        assertThat(run.code()).isEqualTo(ExitCode.FINE);
        assertThat(run.out()).contains("0 errors");
    }

    @Test
    void printsJsonThatItsSchemaAccepts() throws IOException {
        CommandRun run = CommandRun.of("check", "--format", "json", COLLIDING, CLEAN);

        assertThat(run.complaintsOf("check.schema.json")).isEmpty();
        assertThat(run.json().at("/inputs/0/errors").asInt()).isEqualTo(2);
        assertThat(run.json().at("/inputs/1/errors").asInt()).isZero();
    }

    @Test
    void namesEveryRuleAndResultInSarif() {
        CommandRun run = CommandRun.of("check", "--format", "sarif", COLLIDING);

        assertThat(run.json().at("/version").asString()).isEqualTo("2.1.0");
        assertThat(run.json().at("/runs/0/results").size()).isEqualTo(3);
        assertThat(run.json().at("/runs/0/results/0/ruleId").asString())
                .isEqualTo("MAP_OVER_RESERVED");
        assertThat(run.json().at("/runs/0/tool/driver/rules").size()).isGreaterThan(12);
    }

    @Test
    void reportsOneKernelTestAnInput() {
        CommandRun run = CommandRun.of("check", "--format", "ktap", COLLIDING, CLEAN);

        assertThat(run.out())
                .startsWith("KTAP version 1\n1..2\n  KTAP version 1\n  # Subtest: ")
                .contains("not ok 1 " + COLLIDING)
                .contains("ok 2 " + CLEAN);
    }

    @Test
    void printsOnlyWhatChangedAgainstAnOlderInput() {
        CommandRun same = CommandRun.of("check", "--against", COLLIDING, COLLIDING);
        CommandRun mended = CommandRun.of("check", "--against", COLLIDING, CLEAN);

        assertThat(same.code()).isEqualTo(ExitCode.FINE);
        assertThat(same.out()).doesNotContain("MAP_OVER_RESERVED");
        assertThat(mended.out()).contains("gone: MAP_OVER_RESERVED");
    }

    @Test
    void failsOnWarningsWhenAskedTo(@TempDir Path folder) throws IOException {
        String text = Files.readString(Path.of(COLLIDING));
        Path quiet = folder.resolve("quiet.yaml");
        Files.writeString(quiet, text.substring(0, text.indexOf("steps:")));

        assertThat(CommandRun.of("check", quiet.toString()).code()).isEqualTo(ExitCode.FINE);
        assertThat(CommandRun.of("check", "--fail-on", "warning", quiet.toString()).code())
                .isEqualTo(ExitCode.PROBLEMS);
    }

    @Test
    void readsADocumentFromStandardInput() throws IOException {
        CommandRun run = CommandRun.fed(Files.readString(Path.of(COLLIDING)), "check", "-");

        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.out()).startsWith("-:");
    }

    @Test
    void saysInOneSentenceThatAnInputIsMissing() {
        CommandRun run = CommandRun.of("check", "nowhere.yaml");

        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.err()).contains("nowhere.yaml");
    }

    @Test
    void saysWhereADocumentIsWrong(@TempDir Path folder) throws IOException {
        Path broken = folder.resolve("broken.yaml");
        Files.writeString(broken, "format: 1\ntitel: x\n");

        CommandRun run = CommandRun.of("check", broken.toString());

        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("broken.yaml:2:1").contains("title");
    }

    @Test
    void checksTheOthersWhenOneInputIsUnreadable() {
        CommandRun run = CommandRun.of("check", "nowhere.yaml", CLEAN);

        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.out()).contains(CLEAN + ": 0 errors");
    }
}
