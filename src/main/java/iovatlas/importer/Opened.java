package iovatlas.importer;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.document.OpenDocument;
import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// An input that was opened.
///
/// @param atlas what is in it
/// @param notes what was not understood
/// @param document the text that it was read from, null when it was imported from something else
/// @param layout where parts of its drawing were moved to, as it lay beside the document
public record Opened(
        Atlas atlas, List<Note> notes, @Nullable OpenDocument document, Layout layout) {

    public Opened {
        notes = List.copyOf(notes);
    }

    /// Something that was imported: no document, no layout.
    static Opened imported(Atlas atlas) {
        return new Opened(atlas, atlas.observation().notes(), null, Layout.EMPTY);
    }

    /// The same input with a changed atlas, e.g. under another kernel release.
    public Opened withAtlas(Atlas value) {
        return new Opened(value, notes, document, layout);
    }
}
