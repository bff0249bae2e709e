package iovatlas.importer;

import iovatlas.atlas.Layout;
import iovatlas.document.DocumentError;
import iovatlas.document.LayoutFile;
import iovatlas.document.OpenDocument;
import iovatlas.observation.Note;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A document with the layout that lies beside it. A layout that cannot be read is told of and left
/// out: the drawing is then as the program makes it.
final class BesideDocument {
    private BesideDocument() {}

    /// @param alone whether nothing can lie beside it, as for standard input
    static Opened opened(Path path, boolean alone, OpenDocument document) {
        List<Note> notes = new ArrayList<>(document.atlas().observation().notes());
        Layout layout = Layout.EMPTY;
        if (!alone && !document.isEmbedded()) {
            Path file = LayoutFile.of(path);
            String name = String.valueOf(file.getFileName());
            try {
                layout = LayoutFile.find(path).orElse(Layout.EMPTY);
            } catch (DocumentError e) {
                String where = "%s:%d:%d".formatted(name, e.line(), e.column());
                notes.add(Note.warning(where, e.sentence() + " Nothing is placed by it."));
            } catch (IOException e) {
                notes.add(
                        Note.warning(name, "The layout cannot be read; nothing is placed by it."));
            }
        }
        return new Opened(document.atlas(), notes, document, layout);
    }
}
