package iovatlas.importer;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentError;
import iovatlas.document.DocumentReader;
import iovatlas.document.OpenDocument;
import iovatlas.importer.sysfs.SnapshotImporter;
import iovatlas.importer.sysfs.tree.ArchiveReader;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.importer.sysfs.tree.SnapshotTop;
import iovatlas.importer.sysfs.tree.TreeLimits;
import iovatlas.importer.sysfs.tree.TreeRefusal;
import iovatlas.task.Progress;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Opens whatever a person names: a document, a snapshot of a machine (folder or archive), this host
/// (`/`), or standard input (`-`). What it is is told by the content, never by the name.
public final class Inputs {

    private static final int MOST_TEXT = 64 << 20;
    private static final String CAN_BE_OPENED =
            "What can be opened: an IOVAtlas document, a snapshot of a machine's sys and proc as a"
                + " folder, tar, tar.gz or tar.bz2, ACPI tables, device trees, files of /proc,"
                + " traces of the kernel and of QEMU, libvirt domains, QEMU command lines, and /"
                + " for this host.";

    private final Progress progress;
    private final InputStream standardInput;

    private Inputs(InputStream standardInput, Progress progress) {
        this.standardInput = standardInput;
        this.progress = progress;
    }

    /// Opens an input and lays later snapshots of the same machine over it.
    ///
    /// @param overlays later snapshots, oldest first
    /// @throws ImportFailure when an input is nothing that can be opened, or is damaged or hostile
    public static Opened open(Path input, List<Path> overlays, Progress progress)
            throws ImportFailure {
        return open(input, overlays, System.in, progress);
    }

    /// The same with another standard input.
    public static Opened open(
            Path input, List<Path> overlays, InputStream standardInput, Progress progress)
            throws ImportFailure {
        return new Inputs(standardInput, progress).open(input, overlays);
    }

    private Opened open(Path input, List<Path> overlays) throws ImportFailure {
        Additions additions = new Additions(progress);
        List<Path> others = new ArrayList<>();
        for (Path overlay : overlays) {
            if (isAddition(overlay)) {
                additions.add(overlay);
            } else {
                others.add(overlay);
            }
        }
        return additions.onto(machine(input, others));
    }

    private boolean isAddition(Path path) throws ImportFailure {
        if (isStandardInput(path) || Files.isDirectory(path)) {
            return false;
        }
        try (BufferedInputStream in = stream(path)) {
            return Additions.isAddition(in);
        } catch (IOException unreadable) {
            throw new ImportFailure(
                    name(path), "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    private Opened machine(Path input, List<Path> overlays) throws ImportFailure {
        progress.report("opening " + input, 0, 0);
        if (!isStandardInput(input) && Files.isDirectory(input)) {
            return snapshot(folder(input), overlays);
        }
        try (BufferedInputStream in = stream(input)) {
            ContentKind kind = kind(in);
            boolean alone = overlays.isEmpty() && kind != ContentKind.DOCUMENT;
            if (alone && Additions.isAddition(in)) {
                return new Additions(progress).alone(name(input), in);
            }
            if (kind.isArchive()) {
                return snapshot(archive(input, in), overlays);
            }
            if (kind == ContentKind.DOCUMENT) {
                return document(input, in, overlays);
            }
            return single(input, in, kind, overlays);
        } catch (IOException unreadable) {
            throw new ImportFailure(
                    name(input), "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    /// A single file that is a piece of a machine, and further pieces of the same machine.
    private Opened single(Path input, InputStream in, ContentKind kind, List<Path> further)
            throws IOException, ImportFailure {
        SingleFiles files = new SingleFiles(progress);
        if (!files.add(input, in)) {
            throw new ImportFailure(
                    name(input), "this is " + kind.description() + ". " + CAN_BE_OPENED);
        }
        for (Path other : further) {
            try (BufferedInputStream piece = stream(other)) {
                if (!files.add(other, piece)) {
                    throw new ImportFailure(
                            name(other),
                            "this is "
                                    + kind(piece).description()
                                    + ", which does not go together with a single file.");
                }
            }
        }
        return files.opened();
    }

    private Opened snapshot(FileTree tree, List<Path> overlays) throws ImportFailure {
        List<FileTree> later = new ArrayList<>();
        for (Path overlay : overlays) {
            later.add(tree(overlay));
        }
        Atlas atlas = SnapshotImporter.read(tree, later, progress);
        return new Opened(atlas, atlas.observation().notes(), null);
    }

    private FileTree tree(Path path) throws ImportFailure {
        if (!isStandardInput(path) && Files.isDirectory(path)) {
            return folder(path);
        }
        try (BufferedInputStream in = stream(path)) {
            ContentKind kind = kind(in);
            if (kind.isArchive()) {
                return archive(path, in);
            }
            throw new ImportFailure(
                    name(path),
                    "only a snapshot can be laid over another one, but this is "
                            + kind.description()
                            + ".");
        } catch (IOException unreadable) {
            throw new ImportFailure(
                    name(path), "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    private static FileTree folder(Path path) throws ImportFailure {
        return SnapshotTop.find(FileTree.ofFolder(path, TreeLimits.STANDARD))
                .orElseThrow(() ->
                        new ImportFailure(
                                name(path),
                                "this folder holds no copy of a machine's sys folder. "
                                        + CAN_BE_OPENED));
    }

    private FileTree archive(Path path, InputStream in) throws ImportFailure {
        try {
            return SnapshotTop.find(new ArchiveReader(TreeLimits.STANDARD, progress).read(in))
                    .orElseThrow(() ->
                            new ImportFailure(
                                    name(path),
                                    "this archive holds no copy of a machine's sys folder. "
                                            + CAN_BE_OPENED));
        } catch (TreeRefusal refusal) {
            throw new ImportFailure(name(path), refusal.sentence(), refusal);
        }
    }

    private static Opened document(Path path, InputStream in, List<Path> overlays)
            throws IOException, ImportFailure {
        if (!overlays.isEmpty()) {
            throw new ImportFailure(
                    name(path), "this is a document, and snapshots go over snapshots only.");
        }
        byte[] bytes = in.readNBytes(MOST_TEXT);
        if (in.read() >= 0) {
            throw new ImportFailure(name(path), "a document has at most 64 MiB.");
        }
        try {
            OpenDocument document = DocumentReader.read(new String(bytes, StandardCharsets.UTF_8));
            return new Opened(document.atlas(), document.atlas().observation().notes(), document);
        } catch (DocumentError error) {
            throw new ImportFailure(
                    "%s:%d:%d".formatted(name(path), error.line(), error.column()),
                    error.getMessage() == null ? "no document" : error.getMessage(),
                    error);
        }
    }

    private BufferedInputStream stream(Path path) throws IOException {
        InputStream in = isStandardInput(path) ? standardInput : Files.newInputStream(path);
        return new BufferedInputStream(in, ContentKind.HEAD);
    }

    private static ContentKind kind(BufferedInputStream in) throws IOException {
        in.mark(ContentKind.HEAD);
        byte[] head = in.readNBytes(ContentKind.HEAD);
        in.reset();
        return ContentKind.of(head);
    }

    static boolean isStandardInput(Path path) {
        return path.toString().equals("-");
    }

    static String name(Path path) {
        return isStandardInput(path) ? "standard input" : path.toString();
    }

    static String reason(IOException problem) {
        return switch (problem) {
            case java.nio.file.NoSuchFileException _ -> "there is no such file.";
            case java.nio.file.AccessDeniedException _ -> "permission denied.";
            default -> problem.getMessage() + ".";
        };
    }
}
