package iovatlas.document.form;

import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// A kind of mapping: what it is called and which keys it may have, in the order in which they are
/// written.
public final class Form {
    private final String noun;
    private final List<Key<?>> keys;
    private final Set<String> names;

    /// @param noun for messages, with its article: "a function"
    /// @param keys in the order of writing
    public Form(String noun, List<Key<?>> keys) {
        this.noun = noun;
        this.keys = List.copyOf(keys);
        this.names = Set.copyOf(names());
    }

    public static Form of(String noun, Key<?>... keys) {
        return new Form(noun, List.of(keys));
    }

    /// Builds a value from a mapping of this kind.
    ///
    /// @throws NodeError when it is no mapping, has an unknown or a duplicate key, or when the value
    ///     refuses to be built
    public <T> T read(Node node, Function<Fields, ? extends T> build) {
        Fields fields = open(node);
        try {
            return build.apply(fields);
        } catch (IllegalArgumentException e) {
            throw new NodeError(Sentence.of(String.valueOf(e.getMessage())), node.at(), e);
        }
    }

    /// A mapping of this kind, to be filled.
    public Filling fill() {
        return new Filling(this);
    }

    /// What it is called in messages, with its article: "a function".
    public String noun() {
        return noun;
    }

    /// In the order of writing.
    public List<Key<?>> keys() {
        return keys;
    }

    /// The names of the keys, in the order of writing.
    public List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    private Fields open(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            throw new NodeError(Sentence.of(noun + " is a mapping, not " + node.noun()), node.at());
        }
        Map<String, Node.Entry> entries = HashMap.newHashMap(mapping.entries().size());
        for (Node.Entry entry : mapping.entries()) {
            if (!names.contains(entry.key())) {
                throw new NodeError(
                        Sentence.of(
                                noun
                                        + " has no key \""
                                        + entry.key()
                                        + "\""
                                        + Nearest.hint(entry.key(), names())),
                        entry.at());
            }
            if (entries.put(entry.key(), entry) != null) {
                throw new NodeError(
                        "The key \"" + entry.key() + "\" stands twice in " + noun + ".",
                        entry.at());
            }
        }
        return new Fields(this, mapping, entries);
    }
}
