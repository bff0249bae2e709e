package iovatlas.document.yaml;

import java.util.List;

/// A piece of a document: a scalar, a sequence or a mapping. Scalars keep their text; what it means
/// is decided by whoever reads it.
public sealed interface Node {
    /// Where it begins.
    Position at();

    /// Where it ends, exclusive.
    Position end();

    /// What it is, for messages: "a text", "a list", "a mapping".
    String noun();

    /// A word, number or text.
    ///
    /// @param text without quotes and escapes
    /// @param plain whether it stands without quotes
    record Scalar(String text, boolean plain, Position at, Position end) implements Node {
        /// A number or word that needs no quotes, to be written.
        public static Scalar word(String text) {
            return new Scalar(text, true, Position.NONE, Position.NONE);
        }

        /// Any text, to be written; it gets quotes where it needs them.
        public static Scalar text(String text) {
            return new Scalar(text, false, Position.NONE, Position.NONE);
        }

        /// Whether YAML reads it as "nothing".
        public boolean isNothing() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        @Override
        public String noun() {
            return isNothing() ? "nothing" : "\"" + text + "\"";
        }
    }

    /// A list.
    record Sequence(List<Node> items, Position at, Position end) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }

        /// A list to be written.
        public static Sequence of(List<? extends Node> items) {
            return new Sequence(List.copyOf(items), Position.NONE, Position.NONE);
        }

        @Override
        public String noun() {
            return "a list";
        }
    }

    /// Keys with values, in the order of the text; a key may stand twice.
    record Mapping(List<Entry> entries, Position at, Position end) implements Node {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /// A mapping to be written.
        public static Mapping of(List<Entry> entries) {
            return new Mapping(entries, Position.NONE, Position.NONE);
        }

        @Override
        public String noun() {
            return "a mapping";
        }
    }

    /// One key of a mapping.
    record Entry(String key, Node value, Position at) {
        /// An entry to be written.
        public static Entry of(String key, Node value) {
            return new Entry(key, value, Position.NONE);
        }
    }
}
