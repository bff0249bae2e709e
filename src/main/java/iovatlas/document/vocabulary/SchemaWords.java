package iovatlas.document.vocabulary;

import iovatlas.document.yaml.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the terms out of a JSON Schema of the kind that the program publishes: objects, references
/// and alternatives.
final class SchemaWords {
    private static final Pattern USUAL = Pattern.compile("\\bDefault (\\[[^]]*]|[^ ]+?)\\.(?= |$)");
    private static final String DEFS = "#/$defs/";

    private final Node root;
    private final Map<String, Node> defs = new LinkedHashMap<>();

    SchemaWords(Node root) {
        this.root = root;
        entries(get(root, "$defs")).forEach(entry -> defs.put(entry.key(), entry.value()));
    }

    List<Node.Entry> rootProperties() {
        return entries(get(root, "properties"));
    }

    List<Term> top() {
        return rootProperties().stream().map(e -> term(e.key(), e.value(), false)).toList();
    }

    /// The terms of each kind of item that a schema describes, or its items when it is a list.
    Map<String, List<Term>> kinds(Node schema) {
        Node items = get(schema, "items");
        Node item = resolved(items == null ? schema : items);
        Map<String, List<Term>> kinds = new LinkedHashMap<>();
        for (Node shape : shapes(item)) {
            kinds.put(word(shape), terms(shape));
        }
        return kinds;
    }

    /// The word that tells this kind of item from the others.
    private static String word(Node shape) {
        Node properties = get(shape, "properties");
        for (String key : List.of("kind", "do")) {
            Node constant = get(get(properties, key), "const");
            if (constant != null) {
                return text(constant);
            }
        }
        return "";
    }

    /// The objects that may stand there.
    private List<Node> shapes(Node schema) {
        if (get(schema, "properties") != null) {
            return List.of(schema);
        }
        List<Node> shapes = new ArrayList<>();
        for (Node alternative : alternatives(schema)) {
            shapes.addAll(shapes(resolved(alternative)));
        }
        return shapes;
    }

    private List<Term> terms(Node shape) {
        Set<String> needed = new LinkedHashSet<>(texts(get(shape, "required")));
        return entries(get(shape, "properties")).stream()
                .map(entry -> term(entry.key(), entry.value(), needed.contains(entry.key())))
                .toList();
    }

    private Term term(String key, Node schema, boolean needed) {
        Node type = resolved(schema);
        String own = about(schema);
        String about = own.isEmpty() && !shapes(type).isEmpty() ? about(type) : own;
        Set<String> choices = new LinkedHashSet<>();
        boolean open = !choose(type, choices);
        Matcher usual = USUAL.matcher(about);
        return new Term(
                key,
                about,
                type == schema || !shapes(type).isEmpty() ? "" : about(type),
                List.copyOf(choices),
                open,
                range(type),
                usual.find() ? usual.group(1) : "",
                needed,
                shapes(type).stream().map(this::terms).toList());
    }

    /// Collects the words that may stand there; tells whether nothing else may.
    private boolean choose(Node schema, Set<String> choices) {
        if (get(schema, "enum") != null) {
            choices.addAll(texts(get(schema, "enum")));
            return true;
        }
        Node constant = get(schema, "const");
        if (constant != null) {
            choices.add(text(constant));
            return true;
        }
        if (texts(get(schema, "type")).equals(List.of("boolean"))) {
            choices.addAll(List.of("true", "false"));
            return true;
        }
        List<Node> alternatives = alternatives(schema);
        boolean closed = !alternatives.isEmpty();
        for (Node alternative : alternatives) {
            closed &= choose(resolved(alternative), choices);
        }
        return closed;
    }

    private static String range(Node schema) {
        Node least = get(schema, "minimum");
        Node most = get(schema, "maximum");
        return least == null || most == null ? "" : text(least) + " to " + text(most);
    }

    private Node resolved(Node schema) {
        Node reference = get(schema, "$ref");
        return reference == null
                ? schema
                : resolved(defs.getOrDefault(text(reference).substring(DEFS.length()), schema));
    }

    private static List<Node> alternatives(Node schema) {
        List<Node> all = new ArrayList<>(items(get(schema, "oneOf")));
        all.addAll(items(get(schema, "anyOf")));
        return all;
    }

    private static String about(Node schema) {
        Node description = get(schema, "description");
        return description == null ? "" : text(description);
    }

    private static @Nullable Node get(@Nullable Node node, String key) {
        return entries(node).stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(Node.Entry::value)
                .orElse(null);
    }

    private static List<Node.Entry> entries(@Nullable Node node) {
        return node instanceof Node.Mapping mapping ? mapping.entries() : List.of();
    }

    private static List<Node> items(@Nullable Node node) {
        return node instanceof Node.Sequence sequence ? sequence.items() : List.of();
    }

    private static List<String> texts(@Nullable Node node) {
        return node instanceof Node.Scalar scalar
                ? List.of(scalar.text())
                : items(node).stream().map(SchemaWords::text).toList();
    }

    private static String text(Node node) {
        return node instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
