package iovatlas.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/// Replaces a file as a whole: after a crash there is the old text or the new one, never a part.
public final class AtomicFile {
    private static final int MOST_LEFTOVERS = 100;

    private AtomicFile() {}

    /// Writes a text in UTF-8. A symbolic link stays, what it points to is replaced; the permissions
    /// of an existing file stay.
    ///
    /// @throws IOException when the folder does not take the file; the old file is then untouched
    public static void write(Path file, String text) throws IOException {
        Path target = target(file);
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " is not a file in a folder.");
        }
        Path draft = draft(folder, target.getFileName());
        try {
            fill(draft, text);
            keepPermissions(target, draft);
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
        flushFolder(folder);
    }

    private static Path target(Path file) throws IOException {
        Path target = file;
        for (int hops = 0; Files.isSymbolicLink(target); hops++) {
            if (hops == MOST_LEFTOVERS) {
                throw new IOException(file + " is a symbolic link that leads in a circle.");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /// An empty file beside the target. Its name is free, also after crashes of earlier runs.
    private static Path draft(Path folder, Path name) throws IOException {
        long process = ProcessHandle.current().pid();
        for (int i = 0; i < MOST_LEFTOVERS; i++) {
            Path draft = folder.resolve("." + name + "." + process + "-" + i + ".tmp");
            try {
                return Files.createFile(draft);
            } catch (FileAlreadyExistsException e) {
                if (i + 1 == MOST_LEFTOVERS) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("the loop ends by itself");
    }

    private static void fill(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void keepPermissions(Path target, Path draft) throws IOException {
        boolean posix = Files.getFileStore(draft).supportsFileAttributeView("posix");
        if (posix && Files.exists(target)) {
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            // Some network file systems: replacing in one step is the best there is.
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The new name must survive a power cut too. Only POSIX systems can open a folder for that.
    private static void flushFolder(Path folder) throws IOException {
        if (Files.getFileAttributeView(folder, PosixFileAttributeView.class) != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
