package iovatlas.importer;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentError;
import iovatlas.document.DocumentReader;
import iovatlas.document.OpenDocument;
import iovatlas.importer.guest.GuestAtlas;
import iovatlas.importer.mail.MailText;
import iovatlas.importer.piece.PieceKind;
import iovatlas.importer.report.Pieces;
import iovatlas.importer.sysfs.SnapshotImporter;
import iovatlas.importer.sysfs.tree.ArchiveReader;
import iovatlas.importer.sysfs.tree.CaptureText;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.importer.sysfs.tree.SnapshotTop;
import iovatlas.importer.sysfs.tree.TreeLimits;
import iovatlas.importer.sysfs.tree.TreeRefusal;
import iovatlas.task.Progress;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Opens whatever a person names: a document, a snapshot of a machine (folder or archive), this host
/// (`/`), or standard input (`-`). What it is is told by the content, never by the name.
public final class Inputs {

    private static final int MOST_TEXT = 64 << 20;
    private static final int MOST_FILES = 200;
    private static final int DEEPEST_FILE = 3;
    private static final String CAN_BE_OPENED =
            "What can be opened: an IOVAtlas document, a snapshot of a machine's sys and proc as a"
                    + " folder, tar, tar.gz or tar.bz2, / for this host, texts of a machine (lspci,"
                    + " dmesg, listings of IOMMU groups, files of /proc), ACPI tables, device"
                    + " trees, or a folder of these; traces, libvirt domains and QEMU command"
                    + " lines.";

    private final Progress progress;
    private final InputStream standardInput;
    private final List<FileTree> snapshots = new ArrayList<>();
    private final Pieces pieces = new Pieces();

    /// Texts with a guest's memory in them, by name.
    private final Map<String, byte[]> guests = new LinkedHashMap<>();

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
            return Additions.isAddition(in) && !hasFunctions(in);
        } catch (IOException unreadable) {
            throw new ImportFailure(
                    name(path), "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    /// Whether it describes a guest and its functions too; the stream stays where it is.
    private static boolean hasFunctions(BufferedInputStream in) throws IOException {
        if (Additions.isTrace(in)) {
            return false;
        }
        in.mark(MOST_TEXT);
        String text = new String(in.readNBytes(MOST_TEXT - 1), StandardCharsets.UTF_8);
        in.reset();
        return GuestFiles.hasFunctions(text);
    }

    private Opened machine(Path input, List<Path> overlays) throws ImportFailure {
        progress.report("opening " + input, 0, 0);
        if (!isStandardInput(input) && Files.isDirectory(input)) {
            Optional<FileTree> tree = folder(input);
            tree.ifPresentOrElse(snapshots::add, () -> piecesOf(input));
            if (!tellsOfMachine()) {
                throw new ImportFailure(
                        name(input),
                        "this folder holds no copy of a machine's sys folder and no text that tells"
                                + " of a machine. "
                                + CAN_BE_OPENED);
            }
            return whole(overlays);
        }
        try (BufferedInputStream in = stream(input)) {
            ContentKind kind = kind(in);
            if (kind == ContentKind.DOCUMENT) {
                return document(input, in, overlays);
            }
            if (overlays.isEmpty() && Additions.isAddition(in) && !hasFunctions(in)) {
                return new Additions(progress).alone(name(input), in);
            }
            if (kind.isArchive()) {
                snapshots.add(archive(input, in));
            } else if (!piece(input, name(input), kind, in) || !tellsOfMachine()) {
                throw new ImportFailure(
                        name(input), "this is " + kind.description() + ". " + CAN_BE_OPENED);
            }
            return whole(overlays);
        } catch (IOException unreadable) {
            throw new ImportFailure(
                    name(input), "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    /// The machine of the first input with the later ones laid over it or put beside it.
    private Opened whole(List<Path> overlays) throws ImportFailure {
        for (Path overlay : overlays) {
            add(overlay);
        }
        Atlas atlas;
        if (snapshots.isEmpty()) {
            atlas = pieces.read(progress);
        } else {
            FileTree first = snapshots.removeFirst();
            atlas =
                    pieces.isEmpty()
                            ? SnapshotImporter.read(first, snapshots, progress)
                            : pieces.readBeside(first, snapshots, progress);
        }
        for (Map.Entry<String, byte[]> guest : guests.entrySet()) {
            atlas = withGuest(atlas, guest.getKey(), guest.getValue());
        }
        return Opened.imported(atlas);
    }

    private static Atlas withGuest(Atlas atlas, String name, byte[] bytes) throws ImportFailure {
        try {
            return GuestAtlas.onto(atlas, GuestFiles.read(name, new ByteArrayInputStream(bytes)));
        } catch (IOException unreadable) {
            throw new ImportFailure(name, "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    private void add(Path path) throws ImportFailure {
        if (!isStandardInput(path) && Files.isDirectory(path)) {
            folder(path).ifPresentOrElse(snapshots::add, () -> piecesOf(path));
            return;
        }
        try (BufferedInputStream in = stream(path)) {
            ContentKind kind = kind(in);
            if (kind.isArchive()) {
                snapshots.add(archive(path, in));
            } else if (!piece(path, name(path), kind, in)) {
                throw new ImportFailure(
                        name(path),
                        "only a snapshot or a piece of the same machine can be laid over another"
                                + " input, but this is "
                                + kind.description()
                                + ".");
            }
        } catch (IOException unreadable) {
            throw new ImportFailure(
                    name(path), "cannot be read: " + reason(unreadable), unreadable);
        }
    }

    /// Adds a text or a table to the pieces.
    ///
    /// @return false when it is neither
    private boolean piece(Path path, String name, ContentKind kind, InputStream in)
            throws IOException, ImportFailure {
        if (!kind.mayBePiece()) {
            return false;
        }
        byte[] bytes = in.readNBytes(MOST_TEXT);
        if (in.read() >= 0) {
            throw new ImportFailure(name, "a text of a machine has at most 64 MiB.");
        }
        Optional<PieceKind> file = PieceKind.of(bytes);
        try {
            if (file.filter(PieceKind.CAPTURE::equals).isPresent()) {
                String text = new String(bytes, StandardCharsets.UTF_8);
                snapshots.add(CaptureText.read(MailText.of(text).lines(), TreeLimits.STANDARD));
                return true;
            }
            // A report may have such files in it; it tells more than they do.
            if (file.filter(PieceKind::isWholeFile).isEmpty() && pieces.addText(name, bytes)) {
                if (GuestFiles.hasMemory(new String(bytes, StandardCharsets.UTF_8))) {
                    guests.put(name, bytes);
                }
                return true;
            }
            if (file.isEmpty()) {
                return false;
            }
            pieces.addFile(shortName(path), file.get(), bytes, IncludedFiles.of(path));
            return true;
        } catch (TreeRefusal refusal) {
            throw new ImportFailure(name, refusal.sentence(), refusal);
        }
    }

    private boolean tellsOfMachine() {
        return !snapshots.isEmpty() || pieces.tellsOfMachine();
    }

    private static String shortName(Path path) {
        @Nullable Path last = path.getFileName();
        return isStandardInput(path) || last == null ? name(path) : last.toString();
    }

    /// Every file of a folder that is a piece of a machine; the others are noted.
    private void piecesOf(Path folder) {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder, DEEPEST_FILE)) {
            files = all.filter(Files::isRegularFile).sorted().limit(MOST_FILES).toList();
        } catch (IOException | UncheckedIOException unreadable) {
            pieces.passOver(folder.toString(), "a folder that cannot be read");
            return;
        }
        for (Path file : files) {
            progress.check();
            String name = folder.relativize(file).toString();
            try (BufferedInputStream in = stream(file)) {
                ContentKind kind = kind(in);
                if (kind.isArchive()) {
                    snapshots.add(archive(file, in));
                } else if (!piece(file, name, kind, in)) {
                    pieces.passOver(name, kind.description());
                }
            } catch (IOException | ImportFailure unreadable) {
                pieces.passOver(name, "a file that cannot be read");
            }
        }
    }

    private static Optional<FileTree> folder(Path path) {
        return SnapshotTop.find(FileTree.ofFolder(path, TreeLimits.STANDARD));
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
            return BesideDocument.opened(path, isStandardInput(path), document);
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
