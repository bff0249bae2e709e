package iovatlas.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/// Keeps what is not saved yet beside the document, as `.NAME.autosave.yaml`, and finds it again
/// after a crash.
public final class Autosave {
    private Autosave() {}

    /// Unsaved work of a document.
    ///
    /// @param document whose work it is
    /// @param file where it lies
    /// @param savedAt when it was kept
    /// @param text the document as it was then
    /// @param older whether the document was written after it, by another program
    public record Recovery(Path document, Path file, Instant savedAt, String text, boolean older) {}

    /// The file that keeps the unsaved work of a document.
    public static Path fileFor(Path document) {
        return Beside.of(document, ".", ".autosave.yaml");
    }

    /// Keeps a text.
    ///
    /// @throws IOException when the folder does not take the file
    public static void write(Path document, String text) throws IOException {
        AtomicFile.write(fileFor(document), text);
    }

    /// Forgets the unsaved work: the document was saved, or nobody wants it.
    ///
    /// @throws IOException when the file is there and cannot be removed
    public static void discard(Path document) throws IOException {
        Files.deleteIfExists(fileFor(document));
    }

    /// The unsaved work of a document; empty when there is none, or when it is what the document
    /// says anyway.
    ///
    /// @throws IOException when a file is there and cannot be read
    public static Optional<Recovery> find(Path document) throws IOException {
        Path file = fileFor(document);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file);
        Instant savedAt = Files.getLastModifiedTime(file).toInstant();
        if (!Files.isRegularFile(document)) {
            return Optional.of(new Recovery(document, file, savedAt, text, false));
        }
        if (Files.readString(document).equals(text)) {
            return Optional.empty();
        }
        boolean older = Files.getLastModifiedTime(document).toInstant().isAfter(savedAt);
        return Optional.of(new Recovery(document, file, savedAt, text, older));
    }
}
