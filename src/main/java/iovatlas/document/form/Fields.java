package iovatlas.document.form;

import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.Position;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// The values of one mapping that is being read. All its keys are known and stand once.
public final class Fields {
    private final Form form;
    private final Node.Mapping mapping;
    private final Map<String, Node.Entry> entries;

    Fields(Form form, Node.Mapping mapping, Map<String, Node.Entry> entries) {
        this.form = form;
        this.mapping = mapping;
        this.entries = entries;
    }

    /// Where the mapping begins.
    public Position at() {
        return mapping.at();
    }

    public boolean has(Key<?> key) {
        return entries.containsKey(key.name());
    }

    /// Where the key's value begins, or the mapping when the key is not there.
    public Position at(Key<?> key) {
        Node.Entry entry = entries.get(key.name());
        return entry == null ? at() : entry.value().at();
    }

    /// The value of a key that must be there.
    ///
    /// @throws NodeError when it is not there or spells no such value
    public <T> T need(Key<T> key) {
        T value = orNull(key);
        if (value == null) {
            throw new NodeError(
                    Sentence.of(form.noun() + " needs the key \"" + key.name() + "\""), at());
        }
        return value;
    }

    /// The value of a key, or what its absence means.
    public <T> T get(Key<T> key, T absent) {
        T value = orNull(key);
        return value == null ? absent : value;
    }

    /// The value of a key, null when it is not there.
    public <T> @Nullable T orNull(Key<T> key) {
        Node.Entry entry = entries.get(key.name());
        if (entry == null) {
            return null;
        }
        try {
            return key.spelling().read(entry.value());
        } catch (NodeError e) {
            // A scalar's own sentence says what is wrong; the key says of what.
            if (entry.value() instanceof Node.Scalar && !e.sentence().contains("key \"")) {
                throw new NodeError(
                        "In the key \"" + key.name() + "\": " + e.sentence(), e.at(), e);
            }
            throw e;
        }
    }

    /// Refuses the mapping because of one of its keys.
    public NodeError error(Key<?> key, String sentence) {
        return new NodeError(sentence, at(key));
    }
}
