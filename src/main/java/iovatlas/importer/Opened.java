package iovatlas.importer;

import iovatlas.atlas.Atlas;
import iovatlas.document.OpenDocument;
import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// An input that was opened.
///
/// @param atlas what is in it
/// @param notes what was not understood
/// @param document the text that it was read from, null when it was imported from something else
public record Opened(Atlas atlas, List<Note> notes, @Nullable OpenDocument document) {

    public Opened {
        notes = List.copyOf(notes);
    }

    /// The same input with a changed atlas, e.g. under another kernel release.
    public Opened withAtlas(Atlas value) {
        return new Opened(value, notes, document);
    }
}
