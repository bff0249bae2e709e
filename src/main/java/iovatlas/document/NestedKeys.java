package iovatlas.document;

import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Keys inside the mappings of a line, told by their path: `acs.cap`.
final class NestedKeys {
    /// Mappings that may be written as the value of one of their keys: `msix: 64`.
    private static final Map<String, String> SHORT = Map.of("msi", "vectors", "msix", "entries");

    private NestedKeys() {}

    /// The value at a path as the document spells it, empty when it is not there.
    static String value(Node.Mapping mapping, String path) {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        Node value = get(mapping, head);
        if (value == null) {
            return "";
        }
        if (dot < 0) {
            return value instanceof Node.Scalar scalar ? scalar.text() : FlowText.of(value);
        }
        return value(full(head, value), path.substring(dot + 1));
    }

    /// The keys of the mapping at a path; none where there is no mapping.
    static Set<String> keys(Node.Mapping mapping, String path) {
        int dot = path.indexOf('.');
        Node value = get(mapping, dot < 0 ? path : path.substring(0, dot));
        if (!(value instanceof Node.Mapping inner)) {
            return Set.of();
        }
        return dot < 0
                ? inner.entries().stream()
                        .map(Node.Entry::key)
                        .collect(Collectors.toUnmodifiableSet())
                : keys(inner, path.substring(dot + 1));
    }

    /// The mapping with another value at a path; none leaves the key out, and with it a mapping that
    /// would become empty.
    static Node.Mapping with(Node.Mapping mapping, String path, @Nullable Node value) {
        int dot = path.indexOf('.');
        String head = dot < 0 ? path : path.substring(0, dot);
        Node next = value;
        if (dot >= 0) {
            Node.Mapping inner =
                    with(full(head, get(mapping, head)), path.substring(dot + 1), value);
            next = inner.entries().isEmpty() ? null : inner;
        }
        List<Node.Entry> entries = new ArrayList<>();
        boolean put = false;
        for (Node.Entry entry : mapping.entries()) {
            if (!entry.key().equals(head)) {
                entries.add(entry);
            } else if (next != null) {
                entries.add(Node.Entry.of(head, next));
                put = true;
            }
        }
        if (next != null && !put) {
            entries.add(Node.Entry.of(head, next));
        }
        return Node.Mapping.of(entries);
    }

    private static @Nullable Node get(Node.Mapping mapping, String key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .map(Node.Entry::value)
                .orElse(null);
    }

    /// A value as a mapping, also where it is written short.
    private static Node.Mapping full(String key, @Nullable Node value) {
        if (value instanceof Node.Mapping mapping) {
            return mapping;
        }
        String main = SHORT.get(key);
        return main == null || value == null
                ? Node.Mapping.of(List.of())
                : Node.Mapping.of(List.of(Node.Entry.of(main, value)));
    }
}
