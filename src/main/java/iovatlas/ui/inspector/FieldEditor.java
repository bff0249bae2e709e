package iovatlas.ui.inspector;

import iovatlas.edit.Edit;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How a property is changed.
///
/// @param choices what may be chosen; empty for any text
/// @param parser makes the edit of what was typed
/// @param line the key of the document that it changes, null for what is no key of an element's line
public record FieldEditor(List<String> choices, Parser parser, @Nullable LineKey line) {

    /// A key of an element's line.
    ///
    /// @param path the key with those around it
    public record LineKey(ElementId element, String path) {}

    /// Makes an edit of a text.
    @FunctionalInterface
    public interface Parser {
        /// @throws IllegalArgumentException with a sentence for a text that cannot be meant
        Edit parse(String text);
    }

    public FieldEditor(List<String> choices, Parser parser) {
        this(choices, parser, null);
    }

    public FieldEditor {
        choices = List.copyOf(choices);
    }

    static FieldEditor text(Parser parser) {
        return new FieldEditor(List.of(), parser);
    }

    FieldEditor of(LineKey key) {
        return new FieldEditor(choices, parser, key);
    }
}
