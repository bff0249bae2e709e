package iovatlas.ui.paste;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.fault.FaultLines;
import iovatlas.document.DocumentError;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.Opened;
import iovatlas.importer.Recognition;
import iovatlas.importer.mail.LogText;
import iovatlas.importer.report.UnknownLines;
import iovatlas.observation.Note;
import iovatlas.task.Progress;
import iovatlas.ui.session.Analysis;
import iovatlas.ui.session.Computed;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the pieces of a box one by one and then together. Runs off the window's thread.
final class PieceReader {

    private static final int MOST_LOOKED_AT = 4 << 20;

    private final Analysis analysis;
    private final Progress progress;
    private final List<Path> machine = new ArrayList<>();
    private final List<Path> additions = new ArrayList<>();
    private final List<PieceFinding> findings = new ArrayList<>();
    private final Set<Note> alone = new HashSet<>();
    private @Nullable Opened only;

    PieceReader(Analysis analysis, Progress progress) {
        this.analysis = analysis;
        this.progress = progress;
    }

    Reading read(List<Piece> pieces) throws IOException {
        List<Piece> filled = pieces.stream().filter(piece -> !piece.isBlank()).toList();
        if (filled.isEmpty()) {
            return Reading.NOTHING;
        }
        try (PieceFiles files = PieceFiles.create()) {
            for (Piece piece : filled) {
                progress.check();
                progress.report("reading " + piece.name(), findings.size(), filled.size() + 1L);
                findings.add(finding(piece, files));
            }
            return together(files);
        }
    }

    private PieceFinding finding(Piece piece, PieceFiles files) throws IOException {
        Path path = files.of(piece);
        boolean folder = Files.isDirectory(path);
        byte[] content = folder ? new byte[0] : content(path);
        Recognition recognised = Recognition.of(content);
        String kind = folder ? "a folder" : recognised.kind();
        String text = isText(content) ? new String(content, StandardCharsets.UTF_8) : "";
        int faults = FaultLines.of(LogText.lines(text)).faults().size();
        try {
            Opened opened = Inputs.open(path, List.of(), progress);
            (recognised.isAddition() ? additions : machine).add(path);
            only = opened;
            List<Note> notes = opened.notes().stream().map(files::plain).toList();
            alone.addAll(notes);
            Atlas atlas = opened.atlas();
            return new PieceFinding(
                    piece,
                    kind,
                    atlas.topology().functions().size(),
                    atlas.observation().groups().size(),
                    atlas.steps().size(),
                    faults,
                    notes,
                    recognised.isAddition() || recognised.isDocument()
                            ? List.of()
                            : UnknownLines.of(text),
                    "",
                    0,
                    0);
        } catch (ImportFailure failure) {
            boolean placed = failure.getCause() instanceof DocumentError;
            DocumentError error =
                    failure.getCause() instanceof DocumentError found
                            ? found
                            : new DocumentError("", 0, 0);
            return PieceFinding.failed(
                    piece,
                    kind,
                    faults,
                    placed ? error.sentence() : files.plain(failure),
                    error.line(),
                    error.column());
        }
    }

    private Reading together(PieceFiles files) {
        List<Path> all = new ArrayList<>(machine);
        all.addAll(additions);
        if (all.isEmpty()) {
            return new Reading(findings, null, null, List.of(), "None of this tells of a machine.");
        }
        try {
            progress.report("putting the pieces together", findings.size(), findings.size() + 1L);
            Opened opened =
                    all.size() == 1 && only != null
                            ? only
                            : Inputs.open(all.getFirst(), all.subList(1, all.size()), progress);
            List<Note> notes = opened.notes().stream().map(files::plain).toList();
            Atlas clean =
                    opened.atlas()
                            .withObservation(
                                    opened.atlas()
                                            .observation()
                                            .withNotes(
                                                    opened.atlas().observation().notes().stream()
                                                            .map(files::plain)
                                                            .toList()));
            Opened plain = new Opened(clean, notes, opened.document(), opened.layout());
            Computed computed = analysis.compute(clean, Analysis.LAST_STEP, notes, progress);
            return new Reading(
                    findings,
                    plain,
                    computed,
                    notes.stream().filter(note -> !alone.contains(note)).toList(),
                    "");
        } catch (ImportFailure failure) {
            return new Reading(findings, null, null, List.of(), files.plain(failure));
        }
    }

    private static byte[] content(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(MOST_LOOKED_AT);
        }
    }

    private static boolean isText(byte[] content) {
        for (byte b : content) {
            if (b == 0) {
                return false;
            }
        }
        return true;
    }
}
