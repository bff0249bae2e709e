package iovatlas.document.form;

import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// How one kind of value stands in a document. Reading what was written gives an equal value.
///
/// @param <T> the kind of value
public interface Spelling<T> {
    /// The value.
    ///
    /// @throws NodeError when the node spells no such value
    T read(Node node);

    /// The node that [#read] takes for this value.
    Node write(T value);

    /// A spelling made of its two halves. An [IllegalArgumentException] of the reading half becomes
    /// the sentence of the error.
    static <T> Spelling<T> of(
            Function<Node, ? extends T> read, Function<? super T, ? extends Node> write) {
        return new Spelling<>() {
            @Override
            public T read(Node node) {
                return guarded(node, () -> read.apply(node));
            }

            @Override
            public Node write(T value) {
                return write.apply(value);
            }
        };
    }

    /// A number or a fixed word: written without quotes.
    static <T> Spelling<T> ofWord(
            String what, Function<String, ? extends T> parse, Function<? super T, String> print) {
        return of(
                node -> parse.apply(scalar(node, what)),
                value -> Node.Scalar.word(print.apply(value)));
    }

    /// Something spelled as a text: written with quotes where it needs them.
    static <T> Spelling<T> ofText(
            String what, Function<String, ? extends T> parse, Function<? super T, String> print) {
        return of(
                node -> parse.apply(scalar(node, what)),
                value -> Node.Scalar.text(print.apply(value)));
    }

    /// A list of such values.
    default Spelling<List<T>> list() {
        return of(
                node -> {
                    if (!(node instanceof Node.Sequence sequence)) {
                        throw new NodeError("Expected a list, not " + node.noun() + ".", node.at());
                    }
                    List<T> values = new ArrayList<>(sequence.items().size());
                    sequence.items().forEach(item -> values.add(read(item)));
                    return List.copyOf(values);
                },
                values -> Node.Sequence.of(values.stream().map(this::write).toList()));
    }

    private static String scalar(Node node, String what) {
        if (node instanceof Node.Scalar scalar && !scalar.isNothing()) {
            return scalar.text();
        }
        throw new NodeError("Expected " + what + ", not " + node.noun() + ".", node.at());
    }

    private static <T> T guarded(Node node, java.util.function.Supplier<? extends T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new NodeError(Sentence.of(String.valueOf(e.getMessage())), node.at(), e);
        }
    }
}
