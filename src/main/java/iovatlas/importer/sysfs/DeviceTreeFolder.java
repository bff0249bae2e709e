package iovatlas.importer.sysfs;

import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.sysfs.tree.FileTree;

import java.util.Optional;

/// The device tree as sysfs shows it: a folder for each node, a file for each property. Captures
/// without privilege have this and not the blob.
final class DeviceTreeFolder {

    static final String BASE = "sys/firmware/devicetree/base";
    private static final int DEEPEST = 32;
    private static final int MOST_NODES = 50_000;

    private final FileTree tree;
    private int nodes;

    private DeviceTreeFolder(FileTree tree) {
        this.tree = tree;
    }

    static Optional<DeviceTree> read(FileTree tree) {
        if (!tree.isFolder(BASE)) {
            return Optional.empty();
        }
        DeviceNode root = new DeviceNode("", null);
        new DeviceTreeFolder(tree).fill(root, BASE, 0);
        return Optional.of(DeviceTree.of(root));
    }

    private void fill(DeviceNode node, String folder, int depth) {
        for (String name : tree.names(folder)) {
            String path = folder + "/" + name;
            if (!tree.isFolder(path)) {
                tree.bytes(path).ifPresent(value -> node.put(name, value));
            } else if (depth < DEEPEST && nodes++ < MOST_NODES) {
                DeviceNode child = new DeviceNode(name, node);
                node.add(child);
                fill(child, path, depth + 1);
            }
        }
    }
}
