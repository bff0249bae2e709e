package iovatlas.importer;

import iovatlas.atlas.Atlas;
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

/// Traces among the inputs: one alone, or some that were recorded on the machine that was opened.
final class Traces {

    private final Progress progress;
    private final List<Path> paths = new ArrayList<>();

    Traces(Progress progress) {
        this.progress = progress;
    }

    /// Whether the stream begins like a trace; it stays where it is.
    static boolean isTrace(BufferedInputStream in) throws IOException {
        in.mark(ContentKind.HEAD);
        byte[] head = in.readNBytes(ContentKind.HEAD);
        in.reset();
        for (byte b : head) {
            if (b == 0) {
                return false;
            }
        }
        return TraceReader.isTrace(new String(head, StandardCharsets.UTF_8));
    }

    /// Remembers a trace of the machine.
    void add(Path path) {
        paths.add(path);
    }

    /// The machine with the remembered traces behind what happens on it already.
    Opened onto(Opened machine) throws ImportFailure {
        Opened opened = machine;
        for (Path path : paths) {
            try (InputStream in = Files.newInputStream(path)) {
                TraceEvents events = TraceReader.read(in, progress);
                Atlas atlas = TraceAtlas.onto(opened.atlas(), events, progress);
                opened = new Opened(atlas, atlas.observation().notes(), null);
            } catch (IOException unreadable) {
                throw new ImportFailure(
                        Inputs.name(path),
                        "cannot be read: " + Inputs.reason(unreadable),
                        unreadable);
            }
        }
        return opened;
    }

    /// A trace alone.
    Opened alone(InputStream in) throws IOException {
        Atlas atlas = TraceAtlas.alone(TraceReader.read(in, progress), progress);
        return new Opened(atlas, atlas.observation().notes(), null);
    }
}
