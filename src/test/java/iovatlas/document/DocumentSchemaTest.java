package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The published schema describes what the program writes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentSchemaTest {
    private final YAMLMapper yaml = new YAMLMapper();
    private JsonNode tree;
    private Schema schema;

    static List<Path> samples() {
        return SampleFiles.all();
    }

    @BeforeAll
    void load() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/schema/document.schema.json")) {
            tree = new JsonMapper().readTree(Objects.requireNonNull(in).readAllBytes());
        }
        schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(tree);
    }

    /// The YAML library of this test stumbles over characters of two UTF-16 units.
    private JsonNode parse(String text) {
        return yaml.readTree(text.replaceAll("[\\x{10000}-\\x{10ffff}]", "?"));
    }

    private List<Error> errors(String text) {
        return schema.validate(parse(text));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void acceptsEverySample(Path sample) {
        assertThat(errors(SampleFiles.text(sample))).isEmpty();
    }

    @Test
    void acceptsWhateverIsWritten() {
        for (int seed = 0; seed < 60; seed++) {
            String text = DocumentWriter.write(RandomAtlas.of(seed));
            assertThat(errors(text)).as(text).isEmpty();
        }
    }

    @Test
    void namesNoKeyThatIsNeverWritten() {
        Set<String> written = new TreeSet<>();
        for (int seed = 0; seed < 150; seed++) {
            keys(parse(DocumentWriter.write(RandomAtlas.of(seed))), written);
        }
        Set<String> named = new TreeSet<>();
        properties(tree, named);
        assertThat(named).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title: x",
                "format: 2",
                "format: 1\ntitel: x",
                "format: 1\nfunctions: [{at: '00:01.0'}]",
                "format: 1\nfunctions: [{at: '00:01.8', kind: endpoint}]",
                "format: 1\nfunctions: [{at: '00:01.0', kind: endpoint, msi: 3}]",
                "format: 1\nfunctions: [{at: '00:01.0', kind: endpoint, acs: 0x5f}]",
                "format: 1\niommus: [{name: a, kind: smmuv3, cap: 0x1}]",
                "format: 1\nsteps: [{do: attach, device: a}]",
                "format: 1\nsteps: [{do: map, container: a, ioas: b, size: 4K}]",
                "format: 1\nsteps: [{do: fly}]",
                "format: 1\nid-maps: [{rids: 0x0-0x1, to: 0x0}]",
                "format: 1\nwaivers: [{rule: A, reason: ' '}]"
            })
    void refusesWhatTheProgramRefuses(String text) {
        assertThat(errors(text)).isNotEmpty();
        assertThat(reads(text)).isFalse();
    }

    private static boolean reads(String text) {
        try {
            DocumentReader.read(text);
            return true;
        } catch (DocumentError _) {
            return false;
        }
    }

    private static void keys(JsonNode node, Set<String> keys) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            keys.add(entry.getKey());
            keys(entry.getValue(), keys);
        }
        if (node.isArray()) {
            node.forEach(item -> keys(item, keys));
        }
    }

    private static void properties(JsonNode node, Set<String> names) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (entry.getKey().equals("properties")) {
                entry.getValue().properties().forEach(property -> names.add(property.getKey()));
            }
            properties(entry.getValue(), names);
        }
        if (node.isArray()) {
            node.forEach(item -> properties(item, names));
        }
    }
}
