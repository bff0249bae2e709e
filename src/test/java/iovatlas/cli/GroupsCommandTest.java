package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

final class GroupsCommandTest {

    private static final Path RECORDED = Path.of("src/test/resources/oracle/topologies");

    static List<Path> machines() throws IOException {
        try (Stream<Path> folders = Files.list(RECORDED)) {
            return folders.filter(f -> Files.exists(f.resolve("groups.json"))).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void printsTheGroupsThatTheRealKernelHad(Path machine) throws IOException {
        CommandRun run = CommandRun.of("groups", "--json", snapshot(machine));

        JsonNode recorded =
                new JsonMapper().readTree(Files.readString(machine.resolve("groups.json")));
        assertThat(run.code()).isZero();
        assertThat(run.json()).isEqualTo(recorded);
        assertThat(run.complaintsOf("groups.schema.json")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void printsWhatTheSnapshotRecordedWhenAskedTo(Path machine) throws IOException {
        CommandRun run = CommandRun.of("groups", "--json", "--observed", snapshot(machine));

        JsonNode recorded =
                new JsonMapper().readTree(Files.readString(machine.resolve("groups.json")));
        assertThat(run.json()).isEqualTo(recorded);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void verifiesThatModelAndRecordingAgree(Path machine) throws IOException {
        CommandRun run = CommandRun.of("verify", "--json", snapshot(machine));

        assertThat(run.code()).isZero();
        assertThat(run.complaintsOf("verify.schema.json")).isEmpty();
        assertThat(run.json().at("/inputs/0/agrees").asBoolean()).isTrue();
    }

    @Test
    void explainsWhyTwoFunctionsShareAGroup() {
        CommandRun run =
                CommandRun.of(
                        "groups",
                        "sample-topologies/guest-ram-at-zero.yaml",
                        "--explain",
                        "02:00.0",
                        "0000:02:00.1");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("0000:02:00.0 and 0000:02:00.1 share a group")
                .contains("to part them:");
    }

    @Test
    void saysThatTheMachineHasNoSuchFunction() {
        CommandRun run =
                CommandRun.of(
                        "groups",
                        "sample-topologies/guest-ram-at-zero.yaml",
                        "--explain",
                        "7f:00.0");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("no function \"0000:7f:00.0\"");
    }

    @Test
    void verifyEndsWithOneWhenNothingWasRecorded() {
        CommandRun run = CommandRun.of("verify", "sample-topologies/guest-ram-at-zero.yaml");

        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.out()).contains("recorded no groups");
    }

    private static String snapshot(Path machine) {
        return machine.resolve("snapshot.tar.gz").toString();
    }
}
