package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What scripts and mails get from `check`.
final class CheckReportsTest {

    private static final String COLLIDING = "sample-topologies/guest-ram-at-zero.yaml";

    /// The part of SARIF 2.1.0 that is written, as OASIS's schema requires it.
    private static final String SARIF =
            """
            {
             "type": "object",
             "required": ["version", "runs"],
             "properties": {
              "$schema": {"type": "string", "format": "uri"},
              "version": {"const": "2.1.0"},
              "runs": {"type": "array", "items": {
               "type": "object", "required": ["tool"], "additionalProperties": false,
               "properties": {
                "tool": {"type": "object", "required": ["driver"], "properties": {
                 "driver": {"type": "object", "required": ["name"], "properties": {
                  "rules": {"type": "array", "uniqueItems": true, "items": {
                   "type": "object", "required": ["id"], "properties": {
                    "shortDescription": {"type": "object", "required": ["text"]},
                    "fullDescription": {"type": "object", "required": ["text"]},
                    "help": {"type": "object", "required": ["text"]},
                    "defaultConfiguration": {"properties": {
                     "level": {"enum": ["none", "note", "warning", "error"]}}}}}}}}}},
                "results": {"type": "array", "items": {
                 "type": "object", "required": ["message"], "additionalProperties": false,
                 "properties": {
                  "ruleId": {"type": "string"},
                  "level": {"enum": ["none", "note", "warning", "error"]},
                  "message": {"type": "object", "required": ["text"]},
                  "locations": {"type": "array", "items": {"properties": {
                   "physicalLocation": {"required": ["artifactLocation"], "properties": {
                    "artifactLocation": {"properties": {
                     "uri": {"type": "string", "format": "uri-reference"}}},
                    "region": {"properties": {
                     "startLine": {"type": "integer", "minimum": 1}}}}}}}},
                  "suppressions": {"type": "array", "uniqueItems": true, "items": {
                   "required": ["kind"], "additionalProperties": false, "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "status": {"enum": ["accepted", "underReview", "rejected"]},
                    "justification": {"type": "string"}}}}}}}}}}}
            }
            """;

    /// KTAP version 1: a version line, a plan, results and diagnostic lines.
    private static final Pattern KTAP =
            Pattern.compile("KTAP version 1|1\\.\\.\\d+|(not )?ok \\d+ [^#]+|# .*");

    @TempDir private Path folder;
    private Path waived;

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

    private static List<String> complaints(String sarif) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SARIF, InputFormat.JSON)
                .validate(sarif, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
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
    void writesSarifThatItsSchemaAccepts() {
        CommandRun run = CommandRun.of("check", "--format", "sarif", COLLIDING, waived.toString());

        assertThat(complaints(run.out())).isEmpty();
        assertThat(run.out()).contains("\"justification\": \"a lab machine\"");
    }

    @Test
    void writesKtapLineByLine() {
        CommandRun run = CommandRun.of("check", "--format", "ktap", COLLIDING, waived.toString());

        assertThat(run.out().lines()).allMatch(line -> KTAP.matcher(line).matches());
        assertThat(run.out()).endsWith("# Totals: pass:0 fail:2\n");
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
