package iovatlas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Everything that a command prints as JSON is what the schema beside it says, for every sample and
/// every recorded op script.
final class PublishedSchemaTest {
    private static final Path ORACLE = Path.of("src/test/resources/oracle");

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("sample-topologies"))) {
            return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(ORACLE)) {
            return files.filter(f -> f.getFileName().toString().matches("ops-.*\\.jsonl"))
                    .sorted()
                    .toList();
        }
    }

    /// A command line for each schema, without the device of `msi`.
    private static Map<String, List<String>> lines(String sample) {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        lines.put("check", List.of("check", "--format", "json", sample));
        lines.put("groups", List.of("groups", "--json", sample));
        lines.put("verify", List.of("verify", "--json", sample));
        lines.put("compare", List.of("compare", "--json", "--designs", "all", sample));
        lines.put("windows", List.of("windows", "--json", sample));
        lines.put(
                "tables",
                List.of("render", sample, "--view", "all", "--format", "json", "-o", "-"));
        return lines;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everyCommandPrintsWhatItsSchemaSays(Path sample) throws IOException {
        for (Map.Entry<String, List<String>> line : lines(sample.toString()).entrySet()) {
            accepts(line.getKey(), line.getValue());
        }
        Atlas atlas = DocumentReader.read(Files.readString(sample)).atlas();
        for (PciFunction function : atlas.topology().functions()) {
            if (function.capabilities().msix() != null) {
                String at = function.at().toString();
                accepts("msi", List.of("msi", "--json", sample.toString(), at, "0"));
                accepts(
                        "msi",
                        List.of("msi", "--json", sample.toString(), at, "--probe", "0x1000"));
                break;
            }
        }
        accepts(
                "tables",
                List.of(
                        "render",
                        sample.toString(),
                        "--view",
                        "compare",
                        "--format",
                        "json",
                        "-o",
                        "-"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyReplayedLineIsWhatTheSchemaSays(Path script) throws IOException {
        Path snapshot = script.resolveSibling("snapshot.tar.gz");
        CommandRun run =
                CommandRun.of(
                        "replay",
                        "--json",
                        snapshot.toString(),
                        script.toString(),
                        "--overlay",
                        script.resolveSibling("vfio-state.tar.gz").toString());
        Schema schema = schema("replay");

        assertThat(run.out().lines()).isNotEmpty();
        List<String> complaints = new ArrayList<>();
        run.out()
                .lines()
                .forEach(line ->
                        schema.validate(line, InputFormat.JSON)
                                .forEach(error -> complaints.add(line + ": " + error)));
        assertThat(complaints).isEmpty();
    }

    private static void accepts(String schema, List<String> line) throws IOException {
        CommandRun run = CommandRun.of(line.toArray(String[]::new));
        if (run.code() == ExitCode.USAGE) {
            assertThat(run.err().lines()).as(line.toString()).hasSizeBetween(1, 2);
            return;
        }
        assertThat(run.complaintsOf(schema + ".schema.json")).as(line.toString()).isEmpty();
    }

    private static Schema schema(String name) throws IOException {
        try (@Nullable InputStream file =
                PublishedSchemaTest.class.getResourceAsStream("/schema/" + name + ".schema.json")) {
            if (file == null) {
                throw new IOException("there is no schema " + name);
            }
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(file, InputFormat.JSON);
        }
    }
}
