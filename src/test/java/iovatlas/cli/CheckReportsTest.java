package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What scripts and mails get from `check`.
final class CheckReportsTest {

    private static final String COLLIDING = "sample-topologies/guest-ram-at-zero.yaml";

    @TempDir private Path folder;
    private Path waived;

    static List<Path> samples() throws IOException {
        return RenderCommandTest.samples();
    }

    @BeforeEach
    void writeWaiver() throws IOException {
        waived = folder.resolve("waived.yaml");
        Files.writeString(
                waived,
                Files.readString(Path.of(COLLIDING))
                        + "waivers:\n"
                        + "  - {rule: GROUP_NOT_ISOLATED, where: group 1, reason: a lab"
                        + " machine}\n");
    }

    /// What OASIS's own schema of SARIF 2.1.0 has against the output.
    private static List<String> complaints(String sarif) throws IOException {
        try (@Nullable InputStream schema =
                CheckReportsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            if (schema == null) {
                throw new IOException("the library with the schema of SARIF is missing");
            }
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema, InputFormat.JSON)
                    .validate(sarif, InputFormat.JSON)
                    .stream()
                    .map(Object::toString)
                    .toList();
        }
    }

    @Test
    void listsAcceptedProblemsWithTheirReason() throws IOException {
        CommandRun text = CommandRun.of("check", waived.toString());
        assertThat(text.out())
                .containsPattern(
                        "waived.yaml:\\d+: waived: GROUP_NOT_ISOLATED: group 1 .*\\(a lab"
                                + " machine\\)")
                .contains("2 errors, 0 warnings, 1 waived");

        CommandRun json = CommandRun.of("check", "--format", "json", waived.toString());
        assertThat(json.complaintsOf("check.schema.json")).isEmpty();
        assertThat(json.json().at("/inputs/0/waived").asInt()).isEqualTo(1);
        assertThat(json.json().at("/inputs/0/accepted/0/waiver").asString())
                .isEqualTo("a lab machine");
    }

    @Test
    void writesSarifThatTheSchemaOfOasisAccepts() throws IOException {
        CommandRun run = CommandRun.of("check", "--format", "sarif", COLLIDING, waived.toString());

        assertThat(complaints(run.out())).isEmpty();
        assertThat(run.out()).contains("\"justification\": \"a lab machine\"");
        assertThat(complaints(run.out().replace("\"level\": \"error\"", "\"level\": \"bad\"")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesSarifOfEverySample(Path sample) throws IOException {
        assertThat(complaints(CommandRun.of("check", "--format", "sarif", sample.toString()).out()))
                .isEmpty();
    }

    @Test
    void tellsInEveryFormatWhatItCouldNotRead() throws IOException {
        CommandRun text = CommandRun.of("check", COLLIDING, "no such file.yaml");
        CommandRun json = CommandRun.of("check", "--format", "json", COLLIDING, "no such.yaml");
        CommandRun sarif = CommandRun.of("check", "--format", "sarif", COLLIDING, "n\u00f6.yaml");
        CommandRun ktap = CommandRun.of("check", "--format", "ktap", COLLIDING, "no #1.yaml");

        assertThat(text.out()).endsWith("2 inputs: 2 errors, 1 warning, 1 unreadable\n");
        assertThat(json.complaintsOf("check.schema.json")).isEmpty();
        assertThat(json.json().at("/unreadable/0/input").asString()).isEqualTo("no such.yaml");
        assertThat(complaints(sarif.out())).isEmpty();
        assertThat(sarif.json().at("/runs/0/invocations/0/executionSuccessful").asBoolean())
                .isFalse();
        assertThat(sarif.out()).contains("n%C3%B6.yaml");
        assertThat(KtapReader.failed(ktap.out())).containsExactly(COLLIDING, "no _1.yaml");
    }

    @Test
    void writesKtapThatItsRulesAccept() {
        CommandRun run = CommandRun.of("check", "--format", "ktap", COLLIDING, waived.toString());

        assertThat(KtapReader.failed(run.out())).containsExactly(COLLIDING, waived.toString());
        assertThat(run.out())
                .contains("\n  not ok 1 MAP_OVER_RESERVED\n")
                .contains("waived: GROUP_NOT_ISOLATED")
                .endsWith("# Totals: pass:0 fail:2 skip:0\n");
    }

    @Test
    void failsKernelTestsAtTheLevelThatWasAskedFor() {
        CommandRun run =
                CommandRun.of(
                        "check",
                        "--format",
                        "ktap",
                        "--fail-on",
                        "warning",
                        "sample-topologies/switch-without-acs.yaml");

        assertThat(run.out()).contains("\n  not ok 9 GROUP_NOT_ISOLATED\n");
        assertThat(KtapReader.failed(run.out())).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void writesKtapOfEverySampleAndSkipsWhatADesignSilences(Path sample) {
        String plain = CommandRun.of("check", "--format", "ktap", sample.toString()).out();
        String design =
                CommandRun.of("check", "--format", "ktap", "--design", "D10", sample.toString())
                        .out();

        assertThat(KtapReader.failed(plain)).hasSizeLessThan(2);
        assertThat(KtapReader.failed(design)).hasSizeLessThan(2);
        assertThat(design).contains("# SKIP silent under the what-if design D10");
    }

    @Test
    void sumsUpManyInputs() {
        CommandRun run = CommandRun.of("check", COLLIDING, waived.toString());

        assertThat(run.out()).endsWith("2 inputs: 4 errors, 1 warning\n");
    }

    @Test
    void findsADocumentInAMailboxOnStandardInput() throws IOException {
        String mail =
                "From a@example.org Mon Sep 17 00:00:00 2001\nFrom: A <a@example.org>\n"
                        + "Subject: [RFC] a window\n\nHello,\nthis collides:\n\n"
                        + Files.readString(Path.of(COLLIDING));

        CommandRun run = CommandRun.fed(mail, "check", "-");

        assertThat(run.code()).isEqualTo(ExitCode.PROBLEMS);
        assertThat(run.out()).contains("error: MAP_OVER_RESERVED");
    }

    @Test
    void findsADocumentInAQuotedReplyOnStandardInput() throws IOException {
        String quoted =
                "On Monday A wrote:\n"
                        + String.join(
                                "\n",
                                Files.readString(Path.of(COLLIDING))
                                        .lines()
                                        .map(line -> "> " + line)
                                        .toList())
                        + "\n\nReally?\n";

        CommandRun run = CommandRun.fed(quoted, "check", "--format", "json", "-");

        assertThat(run.json().at("/inputs/0/errors").asInt()).isEqualTo(2);
    }
}
