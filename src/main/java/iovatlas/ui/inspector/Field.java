package iovatlas.ui.inspector;

import org.jspecify.annotations.Nullable;

/// A property of the selected thing.
///
/// @param label what it is called
/// @param value its text
/// @param editor how it is changed, null when it cannot be
public record Field(String label, String value, @Nullable FieldEditor editor) {

    static Field of(String label, String value) {
        return new Field(label, value, null);
    }
}
