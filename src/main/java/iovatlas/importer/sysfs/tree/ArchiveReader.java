package iovatlas.importer.sysfs.tree;

import iovatlas.task.Progress;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Unpacks a tar archive, plain or compressed with gzip or bzip2, into memory. An archive that tries
/// to leave its folder or that holds more than a snapshot can is refused.
public final class ArchiveReader {

    private final TreeLimits limits;
    private final Progress progress;

    public ArchiveReader(TreeLimits limits, Progress progress) {
        this.limits = limits;
        this.progress = progress;
    }

    /// Reads to the end of the archive.
    ///
    /// @throws TreeRefusal when it is broken or hostile
    public FileTree read(InputStream in) throws TreeRefusal {
        StoredFolder top = new StoredFolder();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(decompressed(new BufferedInputStream(in, 1 << 16)))) {
            Unpacking unpacking = new Unpacking(tar, top);
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                progress.check();
                unpacking.add(entry);
                entry = tar.getNextEntry();
            }
            if (unpacking.entries == 0) {
                throw new TreeRefusal("The archive is empty or is no tar archive.");
            }
        } catch (IOException | IllegalArgumentException broken) {
            // commons-compress reports some bad header fields as IllegalArgumentException.
            throw new TreeRefusal("The archive is damaged: " + broken.getMessage() + ".", broken);
        }
        return new FileTree(top, new LinkedHashSet<>());
    }

    private static InputStream decompressed(BufferedInputStream in) throws IOException {
        in.mark(4);
        byte[] magic = in.readNBytes(3);
        in.reset();
        if (magic.length == 3 && magic[0] == 0x1f && (magic[1] & 0xff) == 0x8b) {
            return new GZIPInputStream(in, 1 << 16);
        }
        if (magic.length == 3 && magic[0] == 'B' && magic[1] == 'Z' && magic[2] == 'h') {
            return new BufferedInputStream(new BZip2CompressorInputStream(in, true), 1 << 16);
        }
        return in;
    }

    /// The state of one run through an archive.
    private final class Unpacking {
        private final TarArchiveInputStream tar;
        private final StoredFolder top;
        private int entries;
        private long bytes;

        Unpacking(TarArchiveInputStream tar, StoredFolder top) {
            this.tar = tar;
            this.top = top;
        }

        void add(TarArchiveEntry entry) throws IOException, TreeRefusal {
            if (++entries > limits.entries()) {
                throw new TreeRefusal(
                        "The archive holds more than " + limits.entries() + " entries.");
            }
            List<String> names = names(entry.getName());
            if (names.isEmpty()) {
                return;
            }
            StoredFolder folder = top;
            for (String name : names.subList(0, names.size() - 1)) {
                folder = folder.folder(name);
            }
            place(entry, folder, names.getLast());
        }

        private void place(TarArchiveEntry entry, StoredFolder folder, String name)
                throws IOException, TreeRefusal {
            if (entry.isDirectory()) {
                folder.folder(name);
            } else if (entry.isSymbolicLink()) {
                folder.put(name, new TreeNode.Link(entry.getLinkName()));
            } else if (entry.isLink()) {
                // A hard link's target counts from the top of the archive.
                folder.put(name, new TreeNode.Link("/" + path(names(entry.getLinkName()))));
            } else if (!isSpecial(entry)) {
                folder.put(name, new StoredContent(content(entry)));
            }
        }

        /// Devices and pipes hold nothing that could be read.
        private static boolean isSpecial(TarArchiveEntry entry) {
            return entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
        }

        private byte[] content(TarArchiveEntry entry) throws IOException, TreeRefusal {
            if (entry.getSize() > limits.fileBytes()) {
                throw new TreeRefusal(
                        "\"%s\" in the archive has more than %d bytes."
                                .formatted(entry.getName(), limits.fileBytes()));
            }
            byte[] content = tar.readNBytes(limits.fileBytes());
            bytes += content.length;
            if (bytes > limits.totalBytes()) {
                throw new TreeRefusal(
                        "The archive unpacks to more than " + limits.totalBytes() + " bytes.");
            }
            return content;
        }

        private List<String> names(String name) throws TreeRefusal {
            if (name.startsWith("/")) {
                throw new TreeRefusal(
                        "The archive holds the absolute path \"" + name + "\", so it is refused.");
            }
            List<String> names = new ArrayList<>();
            for (String part : name.split("/", -1)) {
                if (part.equals("..")) {
                    throw new TreeRefusal(
                            "The archive holds \"%s\", which leaves its folder, so it is refused."
                                    .formatted(name));
                }
                if (!part.isEmpty() && !part.equals(".")) {
                    names.add(part);
                }
            }
            if (names.size() > limits.depth()) {
                throw new TreeRefusal(
                        "The archive holds a path of more than " + limits.depth() + " folders.");
            }
            return names;
        }

        private static String path(List<String> names) {
            return String.join("/", names);
        }
    }
}
