package iovatlas.ui.paste;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Something that was pasted, typed or dropped.
///
/// @param id tells it from the others of its box
/// @param name what notes call it
/// @param file where its content is, null for one that was pasted
/// @param text what was pasted; for a file, empty
public record Piece(int id, String name, @Nullable Path file, String text) {

    /// True when there is nothing in it yet.
    public boolean isBlank() {
        return file == null && text.isBlank();
    }

    Piece withText(String value) {
        return new Piece(id, name, file, value);
    }
}
