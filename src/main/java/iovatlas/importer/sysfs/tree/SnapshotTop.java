package iovatlas.importer.sysfs.tree;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Finds where in a tree the copy of a machine begins: the folder that holds `sys`. Captures often
/// have one or more folders above it; a tree may also be `sys` itself.
public final class SnapshotTop {

    private static final int MOST_FOLDERS = 2000;
    private static final int DEEPEST = 6;

    private SnapshotTop() {}

    /// The tree from that folder on, or empty when there is nothing like sysfs in it.
    public static Optional<FileTree> find(FileTree tree) {
        Deque<String> waiting = new ArrayDeque<>();
        waiting.add("");
        int seen = 0;
        while (!waiting.isEmpty() && seen++ < MOST_FOLDERS) {
            String folder = waiting.remove();
            String prefix = folder.isEmpty() ? "" : folder + "/";
            if (isSys(tree, prefix + "sys/")) {
                return Optional.of(tree.from(folder, ""));
            }
            if (isSys(tree, prefix)) {
                return Optional.of(tree.from(folder, "sys"));
            }
            if (prefix.chars().filter(c -> c == '/').count() < DEEPEST) {
                tree.names(folder).stream()
                        .map(prefix::concat)
                        .filter(below -> tree.canonical(below).filter(below::equals).isPresent())
                        .filter(tree::isFolder)
                        .forEach(waiting::add);
            }
        }
        return Optional.empty();
    }

    private static boolean isSys(FileTree tree, String sys) {
        return tree.isFolder(sys + "bus/pci/devices")
                || tree.isFolder(sys + "kernel/iommu_groups")
                || tree.isFolder(sys + "firmware/acpi/tables")
                || tree.names(sys + "devices").stream().anyMatch(n -> n.matches("pci[0-9a-f:]+"));
    }
}
