package iovatlas.importer;

import iovatlas.atlas.Atlas;
import iovatlas.importer.piece.PieceKind;
import iovatlas.importer.piece.Pieces;
import iovatlas.importer.sysfs.SnapshotImporter;
import iovatlas.importer.sysfs.tree.TreeRefusal;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.task.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Opens files that are pieces of one machine: firmware tables, device trees, files of `/proc`.
final class SingleFiles {

    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_INCLUDED = 4 << 20;
    private static final int FOLDERS_ABOVE = 6;

    private final Progress progress;
    private final Pieces pieces = new Pieces();

    SingleFiles(Progress progress) {
        this.progress = progress;
    }

    /// Adds one file.
    ///
    /// @return false when it is no piece of a machine
    /// @throws ImportFailure when it is one but makes no sense
    boolean add(Path path, InputStream in) throws IOException, ImportFailure {
        progress.report("reading " + path, 0, 0);
        byte[] content = in.readNBytes(MOST_BYTES);
        if (in.read() >= 0) {
            throw new ImportFailure(Inputs.name(path), "a single file has at most 64 MiB.");
        }
        Optional<PieceKind> kind = PieceKind.of(content);
        if (kind.isEmpty()) {
            return false;
        }
        try {
            pieces.add(shortName(path), kind.get(), content, includes(path));
        } catch (TreeRefusal refusal) {
            throw new ImportFailure(Inputs.name(path), refusal.sentence(), refusal);
        }
        return true;
    }

    /// The machine of all files.
    Opened opened() {
        Atlas atlas = SnapshotImporter.read(pieces.machine(), List.of(), progress);
        Observation seen = atlas.observation();
        List<Note> notes = new ArrayList<>(pieces.notes());
        notes.addAll(seen.notes());
        Atlas noted = atlas.withObservation(seen.withNotes(notes));
        return new Opened(noted, notes, null);
    }

    private static String shortName(Path path) {
        @Nullable Path last = path.getFileName();
        return Inputs.isStandardInput(path) || last == null ? Inputs.name(path) : last.toString();
    }

    /// Finds a file that a device-tree source includes: beside it, or in a folder `include` above.
    private static Function<String, Optional<String>> includes(Path path) {
        @Nullable Path folder = path.toAbsolutePath().getParent();
        if (Inputs.isStandardInput(path) || folder == null) {
            return _ -> Optional.empty();
        }
        return name -> {
            try {
                Optional<String> beside = text(folder, name);
                @Nullable Path above = folder;
                for (int i = 0; beside.isEmpty() && above != null && i < FOLDERS_ABOVE; i++) {
                    beside = text(above.resolve("include"), name);
                    above = above.getParent();
                }
                return beside;
            } catch (InvalidPathException odd) {
                return Optional.empty();
            }
        };
    }

    private static Optional<String> text(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(new String(in.readNBytes(MOST_INCLUDED), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
