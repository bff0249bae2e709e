package iovatlas.document.vocabulary;

import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The words of all sections of a document.
public final class Vocabulary {

    private static final String RESOURCE = "/schema/document.schema.json";

    /// The words of the format that this program reads and writes.
    public static final Vocabulary STANDARD = load();

    private final SchemaWords words;
    private final Map<String, Map<String, List<Term>>> sections = new LinkedHashMap<>();

    private Vocabulary(Node schema) {
        this.words = new SchemaWords(schema);
        for (Node.Entry entry : words.rootProperties()) {
            sections.put(entry.key(), words.kinds(entry.value()));
        }
    }

    private static Vocabulary load() {
        try (InputStream in = Vocabulary.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + RESOURCE);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Vocabulary(new NodeReader(Limits.STANDARD).read(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NodeError e) {
            throw new IllegalStateException("the program's schema cannot be read", e);
        }
    }

    /// The keys that stand at the top of a document, in the order of writing.
    public List<Term> top() {
        return words.top();
    }

    /// The sections whose items, or whose own line, have keys.
    public List<String> sections() {
        return sections.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The kinds of items of a section; one empty word where all are alike.
    public List<String> kinds(String section) {
        return new ArrayList<>(sections.getOrDefault(section, Map.of()).keySet());
    }

    /// The keys of an item.
    ///
    /// @param section `functions`, `kernel`
    /// @param kind value of the key that tells the kinds of items apart, empty where there is none
    /// @return empty for what is unknown
    public List<Term> terms(String section, String kind) {
        Map<String, List<Term>> kinds = sections.getOrDefault(section, Map.of());
        return kinds.getOrDefault(kind, kinds.getOrDefault("", List.of()));
    }

    /// The paths of all keys of an item, those in mappings behind a dot.
    public List<String> paths(String section, String kind) {
        return terms(section, kind).stream().flatMap(term -> term.paths().stream()).toList();
    }
}
