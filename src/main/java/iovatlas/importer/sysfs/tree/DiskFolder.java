package iovatlas.importer.sysfs.tree;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/// A folder on disk, read when asked. Links are handed out as links and never followed here, so
/// nothing outside the folder can be reached through one. What cannot be read is left out and its
/// path is kept for a note.
final class DiskFolder implements TreeNode.Folder {

    private final Path path;
    private final TreeLimits limits;
    private final Collection<String> unreadable;

    DiskFolder(Path path, TreeLimits limits, Collection<String> unreadable) {
        this.path = path;
        this.limits = limits;
        this.unreadable = unreadable;
    }

    @Override
    public Optional<TreeNode> child(String name) {
        try {
            Path below = path.resolve(name);
            BasicFileAttributes kind =
                    Files.readAttributes(
                            below, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (kind.isSymbolicLink()) {
                return Optional.of(new TreeNode.Link(Files.readSymbolicLink(below).toString()));
            }
            if (kind.isDirectory()) {
                return Optional.of(new DiskFolder(below, limits, unreadable));
            }
            // Devices, pipes and sockets would block or act when read.
            return kind.isRegularFile()
                    ? Optional.of(new DiskContent(below, limits.fileBytes(), unreadable))
                    : Optional.empty();
        } catch (IOException | InvalidPathException | SecurityException absent) {
            return Optional.empty();
        }
    }

    @Override
    public SortedSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                Path name = entry.getFileName();
                if (name != null && names.size() < limits.entries()) {
                    names.add(name.toString());
                }
            }
        } catch (IOException | java.nio.file.DirectoryIteratorException denied) {
            unreadable.add(path.toString());
        }
        return Collections.unmodifiableSortedSet(names);
    }

    /// A file on disk. sysfs states sizes that are not the content's, so it is read to its end.
    private record DiskContent(Path path, int most, Collection<String> unreadable)
            implements TreeNode.Content {

        @Override
        public Optional<byte[]> read() {
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                byte[] bytes = in.readNBytes(most);
                if (in.read() >= 0) {
                    unreadable.add(path + " (longer than " + most + " bytes)");
                }
                return Optional.of(bytes);
            } catch (IOException | SecurityException denied) {
                unreadable.add(path.toString());
                return Optional.empty();
            }
        }
    }
}
