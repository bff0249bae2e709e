package iovatlas.ui.paste;

import iovatlas.importer.ImportFailure;
import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Gives every piece a file, as readers take files: pasted texts are written into a folder of their
/// own, which is deleted at the end. Nobody needs to see that folder's name.
final class PieceFiles implements AutoCloseable {

    private final Path folder;
    private final List<Path> written = new ArrayList<>();

    private PieceFiles(Path folder) {
        this.folder = folder;
    }

    static PieceFiles create() throws IOException {
        return new PieceFiles(Files.createTempDirectory("iovatlas-paste"));
    }

    Path of(Piece piece) throws IOException {
        @Nullable Path file = piece.file();
        if (file != null) {
            return file;
        }
        Path path = folder.resolve(piece.name());
        if (!written.contains(path)) {
            Files.writeString(path, piece.text(), StandardCharsets.UTF_8);
            written.add(path);
        }
        return path;
    }

    /// What a reader says, with pieces by their names.
    String plain(String sentence) {
        return sentence.replace(folder + folder.getFileSystem().getSeparator(), "");
    }

    Note plain(Note note) {
        return new Note(note.severity(), plain(note.where()), plain(note.text()));
    }

    String plain(ImportFailure failure) {
        return plain(String.valueOf(failure.getMessage()));
    }

    @Override
    public void close() throws IOException {
        for (Path path : written) {
            Files.deleteIfExists(path);
        }
        Files.deleteIfExists(folder);
    }
}
