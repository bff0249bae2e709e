package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.document.DocumentReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class OtherCommandsTest {

    private static final String SAMPLE = "sample-topologies/guest-ram-at-zero.yaml";
    private static final Path OPS = Path.of("src/test/resources/oracle/ops/arm-acpi-smmu-k7.3");
    private static final Path MACHINE =
            Path.of("src/test/resources/oracle/topologies/x86-vtd-sriov-igb-switch-k7.3");

    @Test
    void followsAMessageToWhereItDies() throws IOException {
        CommandRun run = CommandRun.of("msi", SAMPLE, "nic0", "3", "--json");

        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.complaintsOf("msi.schema.json")).isEmpty();
        assertThat(run.json().at("/verdict").asString()).isEqualTo("lost");
        assertThat(run.json().at("/hops/1/fields/address").asString()).isEqualTo("0x08000040");
    }

    @Test
    void tabulatesAllVectorsOfADevice() throws IOException {
        CommandRun text = CommandRun.of("msi", SAMPLE, "nic0");
        CommandRun json = CommandRun.of("msi", SAMPLE, "nic0", "--json");

        assertThat(text.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(text.out()).contains("vCPU1").contains("4 of 129");
        assertThat(text.out().lines()).allMatch(line -> line.length() <= 72);
        assertThat(json.complaintsOf("msi.schema.json")).isEmpty();
        assertThat(json.json().at("/vectors/3/vector").asInt()).isEqualTo(3);
        assertThat(json.json().at("/vectors/3/verdict").asString()).isEqualTo("lost");
    }

    @Test
    void followsAnyWriteOfADevice() throws IOException {
        CommandRun doorbell =
                CommandRun.of("msi", SAMPLE, "nic0", "--probe", "0x08000040=0", "--json");
        CommandRun nothing = CommandRun.of("msi", SAMPLE, "nic0", "--probe", "0x100000=7");

        assertThat(doorbell.complaintsOf("msi.schema.json")).isEmpty();
        assertThat(doorbell.json().at("/hops/1/title").asString()).isEqualTo("Doorbell");
        assertThat(nothing.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(nothing.out()).contains("writes 0x7 to 0x00100000: lost");
    }

    @Test
    void saysHowAProbeIsWritten() {
        CommandRun run = CommandRun.of("msi", SAMPLE, "nic0", "--probe", "0x100");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("ADDRESS=VALUE");
        assertThat(CommandRun.of("msi", SAMPLE, "nic0", "3", "--probe", "0=0").code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void setsWhatWasRecordedBesideWhatIsComputed() throws IOException {
        String snapshot = MACHINE.resolve("snapshot.tar.gz").toString();
        CommandRun text = CommandRun.of("msi", snapshot, "0000:00:03.0", "0");
        CommandRun json = CommandRun.of("msi", snapshot, "0000:00:03.0", "0", "--json");

        assertThat(text.out()).contains("recorded: = driver ").contains("seen IRQ");
        assertThat(json.complaintsOf("msi.schema.json")).isEmpty();
        assertThat(json.json().at("/compared").asBoolean()).isTrue();
        assertThat(json.json().at("/differences").asInt()).isZero();
        assertThat(json.json().at("/hops/0/observed/0/standing").asString()).isEqualTo("same");
    }

    @Test
    void saysHowManyVectorsAFunctionHas() {
        CommandRun run = CommandRun.of("msi", SAMPLE, "nic0", "9999");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("nic0 has 129 msix vectors").contains("no vector 9999");
    }

    @Test
    void saysInPlainWordsThatAReleaseIsNone() {
        CommandRun run = CommandRun.of("check", "--kernel", "abc", SAMPLE);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains("\"abc\" holds no kernel release such as 6.12")
                .doesNotContain("Exception");
    }

    @Test
    void answersAnOpScriptLineByLine() throws IOException {
        Path script = OPS.resolve("ops-corner.jsonl");

        CommandRun run =
                CommandRun.of(
                        "replay",
                        OPS.resolve("snapshot.tar.gz").toString(),
                        script.toString(),
                        "--json",
                        "--overlay",
                        OPS.resolve("vfio-state.tar.gz").toString());

        assertThat(run.code()).isZero();
        assertThat(run.out().lines().toList()).isEqualTo(Files.readAllLines(script));
    }

    @Test
    void saysWithoutJsonWhichRulesDecided() {
        CommandRun run =
                CommandRun.fed(
                        """
                        {"seq":"a","n":0,"op":"CONTAINER","args":[]}
                        {"seq":"a","n":1,"op":"SETIOMMU","args":["3"]}
                        """,
                        "replay",
                        OPS.resolve("snapshot.tar.gz").toString(),
                        "-");

        assertThat(run.code()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "a 0: CONTAINER = 0 OK container=0",
                        "a 1: SETIOMMU 3 = -1 EINVAL",
                        "    The container has no group to choose a back end for."
                                + " (drivers/vfio/container.c:vfio_ioctl_set_iommu; all releases)");
    }

    @Test
    void saysWhichLineOfAScriptIsWrong() {
        CommandRun run =
                CommandRun.fed(
                        "{\"seq\":\"a\",\"n\":0,\"op\":\"CONTAINER\",\"args\":[]}\n{\"seq\":1}\n",
                        "replay",
                        OPS.resolve("snapshot.tar.gz").toString(),
                        "-");

        assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(run.err()).contains("-:2:").contains("\"seq\" has to be a text");
    }

    @Test
    void turnsASnapshotIntoADocumentThatVerifies(@TempDir Path folder) throws IOException {
        Path document = folder.resolve("machine.yaml");

        CommandRun run =
                CommandRun.of(
                        "import",
                        MACHINE.resolve("snapshot.tar.gz").toString(),
                        "-o",
                        document.toString());

        assertThat(run.code()).isZero();
        String text = Files.readString(document);
        assertThat(DocumentReader.read(text).atlas().observation().hasGroups()).isTrue();
        assertThat(CommandRun.of("verify", document.toString()).code()).isZero();
    }

    @Test
    void explainsARule() {
        CommandRun run = CommandRun.of("explain", "map-over-reserved");

        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("MAP_OVER_RESERVED (error)\n");
        assertThat(run.out().lines().takeWhile(line -> !line.startsWith("A document")))
                .allMatch(line -> line.length() <= 72);
    }

    @Test
    void listsTheRulesWhenThereIsNoSuchRule() {
        CommandRun run = CommandRun.of("explain", "NO_SUCH_RULE");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("NO_SUCH_RULE").contains("MAP_OVER_RESERVED");
    }

    @Test
    void tellsAWrongOptionFromAnUnreadableInput() {
        assertThat(CommandRun.of("check", "--nonsense", SAMPLE).code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("check").code()).isEqualTo(ExitCode.USAGE);
        assertThat(CommandRun.of("check", "pom.xml").code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void listsTheCommandsAndExitCodesInItsHelp() {
        CommandRun run = CommandRun.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains(
                        "check", "groups", "verify", "replay", "msi", "render", "import", "explain")
                .contains("Exit codes: 0 fine");
    }

    @Test
    void answersAsAnotherKernelReleaseWould() {
        CommandRun old = CommandRun.of("check", "--kernel", "4.19", SAMPLE);

        assertThat(old.out()).contains("accepted: memory and window share these addresses");
    }

    @Test
    void explainsARuleWithADocumentThatTripsIt() {
        CommandRun page = CommandRun.of("explain", "step-refused");
        assertThat(page.code()).isZero();
        assertThat(page.out())
                .contains("A document that trips it", "    format: 1\n", "It is mended by:");
        CommandRun example = CommandRun.of("explain", "STEP_REFUSED", "--example");
        CommandRun mended = CommandRun.of("explain", "STEP_REFUSED", "--mended");

        assertThat(CommandRun.fed(example.out(), "check", "-").out()).contains("STEP_REFUSED");
        assertThat(CommandRun.fed(mended.out(), "check", "-").code()).isZero();
    }
}
