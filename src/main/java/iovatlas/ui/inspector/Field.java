package iovatlas.ui.inspector;

import org.jspecify.annotations.Nullable;

/// A property of the selected thing.
///
/// @param label what it is called
/// @param value its text
/// @param editor how it is changed, null when it cannot be
/// @param why where a computed value comes from; empty when nothing is to be said
public record Field(String label, String value, @Nullable FieldEditor editor, String why) {

    public Field(String label, String value, @Nullable FieldEditor editor) {
        this(label, value, editor, "");
    }

    static Field of(String label, String value) {
        return new Field(label, value, null);
    }
}
