package iovatlas.importer;

import iovatlas.atlas.Atlas;
import iovatlas.importer.guest.GuestAtlas;
import iovatlas.importer.trace.TraceAtlas;
import iovatlas.importer.trace.TraceEvents;
import iovatlas.importer.trace.TraceReader;
import iovatlas.task.Progress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Inputs that say what happens on a machine or who uses it: traces and guests. One alone, or some
/// of the machine that was opened.
final class Additions {

    private final Progress progress;
    private final List<Path> paths = new ArrayList<>();

    Additions(Progress progress) {
        this.progress = progress;
    }

    /// Whether the stream begins like a trace or describes a guest; it stays where it is.
    static boolean isAddition(BufferedInputStream in) throws IOException {
        String head = head(in);
        return TraceReader.isTrace(head) || GuestFiles.isGuest(head);
    }

    /// Whether it is a trace, of which only the beginning is looked at.
    static boolean isTrace(BufferedInputStream in) throws IOException {
        return TraceReader.isTrace(head(in));
    }

    /// Remembers one of the machine.
    void add(Path path) {
        paths.add(path);
    }

    /// The machine with all that was remembered, in that order.
    Opened onto(Opened machine) throws ImportFailure {
        Opened opened = machine;
        for (Path path : paths) {
            try (BufferedInputStream in =
                    new BufferedInputStream(Files.newInputStream(path), ContentKind.HEAD)) {
                opened = opened(onto(opened.atlas(), Inputs.name(path), in));
            } catch (IOException unreadable) {
                throw new ImportFailure(
                        Inputs.name(path),
                        "cannot be read: " + Inputs.reason(unreadable),
                        unreadable);
            }
        }
        return opened;
    }

    /// One alone, on the least machine that can have it.
    Opened alone(String where, BufferedInputStream in) throws IOException, ImportFailure {
        return opened(
                TraceReader.isTrace(head(in))
                        ? TraceAtlas.alone(TraceReader.read(in, progress), progress)
                        : GuestAtlas.alone(GuestFiles.read(where, in)));
    }

    private Atlas onto(Atlas atlas, String where, BufferedInputStream in)
            throws IOException, ImportFailure {
        if (TraceReader.isTrace(head(in))) {
            TraceEvents events = TraceReader.read(in, progress);
            return TraceAtlas.onto(atlas, events, progress);
        }
        return GuestAtlas.onto(atlas, GuestFiles.read(where, in));
    }

    private static Opened opened(Atlas atlas) {
        return Opened.imported(atlas);
    }

    private static String head(InputStream in) throws IOException {
        in.mark(ContentKind.HEAD);
        byte[] head = in.readNBytes(ContentKind.HEAD);
        in.reset();
        for (byte b : head) {
            if (b == 0) {
                return "";
            }
        }
        return new String(head, StandardCharsets.UTF_8);
    }
}
