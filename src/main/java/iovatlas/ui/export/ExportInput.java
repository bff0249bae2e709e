package iovatlas.ui.export;

import iovatlas.ui.session.DocumentSaver;
import iovatlas.ui.session.DocumentSession;

import java.util.function.Supplier;

/// The document that is exported, as a command line reads it.
///
/// @param path as a command line names it
/// @param name of the file, for the names of what is written
/// @param changed whether the file lacks changes that the window shows
/// @param text the document's text with these changes
public record ExportInput(String path, String name, boolean changed, Supplier<String> text) {

    public static ExportInput of(DocumentSession session) {
        var atlas = session.atlas();
        var origin = session.origin();
        return new ExportInput(
                origin.commandInput(),
                origin.name(),
                session.dirtyProperty().get(),
                () -> DocumentSaver.text(origin.text(), atlas));
    }
}
