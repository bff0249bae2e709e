package iovatlas.importer.sysfs.tree;

/// How much a tree may hold before it is refused as hostile.
///
/// @param entries most files, folders and links
/// @param totalBytes most bytes of all files together
/// @param fileBytes most bytes of one file
/// @param depth most folders above a file
public record TreeLimits(int entries, long totalBytes, int fileBytes, int depth) {

    /// Generous for a snapshot: a large server's sysfs copy has some 100,000 entries.
    public static final TreeLimits STANDARD = new TreeLimits(2_000_000, 512L << 20, 64 << 20, 64);
}
