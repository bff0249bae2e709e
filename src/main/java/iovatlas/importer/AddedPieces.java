package iovatlas.importer;

import iovatlas.atlas.Atlas;
import iovatlas.task.Progress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Lays traces and guests on a machine that is open already.
public final class AddedPieces {

    private AddedPieces() {}

    /// The machine with the pieces on it, in their order.
    ///
    /// @throws ImportFailure when one is no trace and no guest, or is broken
    public static Atlas onto(Atlas machine, List<Path> pieces, Progress progress)
            throws ImportFailure {
        Additions additions = new Additions(progress);
        for (Path piece : pieces) {
            try (BufferedInputStream in =
                    new BufferedInputStream(Files.newInputStream(piece), ContentKind.HEAD)) {
                if (!Additions.isAddition(in)) {
                    throw new ImportFailure(
                            Inputs.name(piece),
                            "only traces and guests can be laid on an open machine; open this"
                                    + " together with the pieces that the machine came from.");
                }
            } catch (IOException unreadable) {
                throw new ImportFailure(
                        Inputs.name(piece),
                        "cannot be read: " + Inputs.reason(unreadable),
                        unreadable);
            }
            additions.add(piece);
        }
        return additions.onto(Opened.imported(machine)).atlas();
    }
}
