package iovatlas.document.form;

import iovatlas.document.yaml.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A mapping that is being written. Keys come out in the order of the form, whatever the order in
/// which they are put.
public final class Filling {
    private final Form form;
    private final Map<String, Node> values = new HashMap<>();

    Filling(Form form) {
        this.form = form;
    }

    /// Adds a value; null adds nothing.
    public <T> Filling put(Key<T> key, @Nullable T value) {
        if (value != null) {
            values.put(key.name(), key.spelling().write(value));
        }
        return this;
    }

    /// Adds a value unless it is what the key's absence means.
    public <T> Filling put(Key<T> key, T value, T absent) {
        return value.equals(absent) ? this : put(key, value);
    }

    /// The mapping.
    public Node.Mapping node() {
        List<Node.Entry> entries = new ArrayList<>(values.size());
        for (Key<?> key : form.keys()) {
            Node value = values.get(key.name());
            if (value != null) {
                entries.add(Node.Entry.of(key.name(), value));
            }
        }
        return Node.Mapping.of(entries);
    }
}
