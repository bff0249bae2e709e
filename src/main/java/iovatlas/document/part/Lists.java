package iovatlas.document.part;

import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/// The lists below one mapping of a document, by key.
///
/// @param mapping whose keys are known to stand once
record Lists(Node.Mapping mapping) {
    /// The items of a list; none when the key is not there or has no value.
    List<Node> items(String key) {
        for (Node.Entry entry : mapping.entries()) {
            if (entry.key().equals(key)) {
                return items(entry);
            }
        }
        return List.of();
    }

    boolean has(String key) {
        return mapping.entries().stream().anyMatch(entry -> entry.key().equals(key));
    }

    /// Reads all items of a list and shows each with its node.
    <T> List<T> read(ListSection<T> section, BiConsumer<T, Node> each) {
        List<T> values = new ArrayList<>();
        for (Node item : items(section.key())) {
            T value = section.spelling().read(item);
            each.accept(value, item);
            values.add(value);
        }
        return List.copyOf(values);
    }

    /// Reads all items of a list.
    <T> List<T> read(ListSection<T> section) {
        return read(section, (_, _) -> {});
    }

    private static List<Node> items(Node.Entry entry) {
        return switch (entry.value()) {
            case Node.Sequence sequence -> sequence.items();
            case Node.Scalar scalar when scalar.isNothing() -> List.of();
            case Node other ->
                    throw new NodeError(
                            "The key \""
                                    + entry.key()
                                    + "\" needs a list, not "
                                    + other.noun()
                                    + ".",
                            other.at());
        };
    }
}
