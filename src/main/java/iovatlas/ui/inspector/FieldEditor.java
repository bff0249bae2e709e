package iovatlas.ui.inspector;

import iovatlas.edit.Edit;

import java.util.List;

/// How a property is changed.
///
/// @param choices what may be chosen; empty for any text
/// @param parser makes the edit of what was typed
public record FieldEditor(List<String> choices, Parser parser) {

    /// Makes an edit of a text.
    @FunctionalInterface
    public interface Parser {
        /// @throws IllegalArgumentException with a sentence for a text that cannot be meant
        Edit parse(String text);
    }

    public FieldEditor {
        choices = List.copyOf(choices);
    }

    static FieldEditor text(Parser parser) {
        return new FieldEditor(List.of(), parser);
    }
}
