package iovatlas.importer.report;

import iovatlas.atlas.Atlas;
import iovatlas.importer.piece.FirmwareFiles;
import iovatlas.importer.piece.PieceKind;
import iovatlas.importer.sysfs.SnapshotImporter;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.importer.sysfs.tree.TreeRefusal;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.task.Progress;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The pieces of one machine, added one after another and then read together.
public final class Pieces {

    private final List<Report> reports = new ArrayList<>();
    private final PieceNotes notes = new PieceNotes();
    private final FirmwareFiles files = new FirmwareFiles();

    /// Adds a text: a listing, a log, a report of several.
    ///
    /// @param name for notes
    /// @return false when nothing in it tells of a machine; then nothing is added
    public boolean addText(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        Report report = GroupsFile.read(name, text).orElse(null);
        if (report == null) {
            report = ReportReader.read(name, text);
        }
        if (report.isEmpty()) {
            return false;
        }
        reports.add(report);
        return true;
    }

    /// Adds a file that stands at one place of a recording: a firmware table, a file of `/proc`.
    ///
    /// @param includes finds a file that a device-tree source includes, by the name in its text
    /// @throws TreeRefusal when nothing in it makes sense
    public void addFile(
            String name,
            PieceKind kind,
            byte[] content,
            Function<String, Optional<String>> includes)
            throws TreeRefusal {
        files.add(name, kind, content, includes);
    }

    /// Notes a file that holds no piece of a machine.
    public void passOver(String name, String what) {
        notes.information(name, "passed over, this is " + what);
    }

    public boolean isEmpty() {
        return reports.isEmpty() && files.isEmpty();
    }

    /// True when something tells of functions, groups, firmware or a boot, not only of memory.
    public boolean tellsOfMachine() {
        return !files.isEmpty() || reports.stream().anyMatch(report -> !report.isEmpty());
    }

    /// The machine that they tell of.
    public Atlas read(Progress progress) {
        progress.report("putting the pieces together", 0, 0);
        MergedMachine machine = MergedMachine.of(reports, notes);
        progress.check();
        FileTree tree = RecordingTree.of(reports, machine, true).over(files.tree());
        return withNotes(SnapshotImporter.read(tree, List.of(), progress));
    }

    /// A snapshot of the machine with logs and tables that it lacks taken from the pieces.
    public Atlas readBeside(FileTree snapshot, List<FileTree> later, Progress progress) {
        MergedMachine machine = MergedMachine.of(reports, new PieceNotes());
        FileTree tree = snapshot.over(RecordingTree.of(reports, machine, false).over(files.tree()));
        return withNotes(SnapshotImporter.read(tree, later, progress));
    }

    private Atlas withNotes(Atlas atlas) {
        Observation old = atlas.observation();
        FunctionSources sources = FunctionSources.of(reports);
        List<Note> all = new ArrayList<>(sources.named(notes.list()));
        all.addAll(files.notes());
        all.addAll(old.notes());
        return atlas.withObservation(old.withFunctions(sources.named(old)).withNotes(all));
    }
}
