package iovatlas.ui.paste;

import iovatlas.atlas.Atlas;
import iovatlas.importer.AddedPieces;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.task.Progress;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An open machine with more pieces.
///
/// @param before the machine
/// @param fresh whether it is still what its input says, so that the input may be read again
/// @param input that input
/// @param from the pieces that it was opened from instead; empty for none
/// @param more what is added
record AddedMachine(Atlas before, boolean fresh, Path input, List<Piece> from, List<Piece> more) {

    /// @param machine null when it cannot be done
    /// @param refusal why not, one sentence
    record Result(@Nullable Atlas machine, String refusal) {}

    Result make(Progress progress) throws IOException {
        try (PieceFiles files = PieceFiles.create()) {
            List<Path> paths = new ArrayList<>();
            if (fresh) {
                for (Piece piece : from) {
                    paths.add(files.of(piece));
                }
                if (from.isEmpty()) {
                    paths.add(input);
                }
            }
            for (Piece piece : more) {
                paths.add(files.of(piece));
            }
            try {
                return new Result(
                        fresh
                                ? Inputs.open(paths.getFirst(), rest(paths), progress).atlas()
                                : AddedPieces.onto(before, paths, progress),
                        "");
            } catch (ImportFailure failure) {
                return new Result(null, files.plain(failure));
            }
        }
    }

    private static List<Path> rest(List<Path> paths) {
        return paths.subList(1, paths.size());
    }
}
