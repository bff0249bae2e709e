package iovatlas.importer.devicetree;

import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A device tree.
public final class DeviceTree {

    private final DeviceNode root;
    private final Map<Integer, DeviceNode> handles = new HashMap<>();

    private DeviceTree(DeviceNode root) {
        this.root = root;
        root.all()
                .forEach(node -> {
                    node.cell("phandle").ifPresent(handle -> handles.putIfAbsent(handle, node));
                    node.cell("linux,phandle")
                            .ifPresent(handle -> handles.putIfAbsent(handle, node));
                });
    }

    /// The tree below a node that was put together by hand.
    public static DeviceTree of(DeviceNode root) {
        return new DeviceTree(root);
    }

    /// Whether a file is a flattened device tree.
    public static boolean isBlob(byte[] bytes) {
        return BlobReader.isBlob(bytes);
    }

    /// Reads a flattened tree, as in `sys/firmware/fdt`, up to the first thing in it that makes no
    /// sense.
    ///
    /// @return empty (with a note) when it is no device tree
    public static Optional<DeviceTree> read(byte[] bytes, List<Note> notes) {
        if (!BlobReader.isBlob(bytes)) {
            notes.add(Note.warning("fdt", "this is no flattened device tree, left out"));
            return Optional.empty();
        }
        BlobReader reader = new BlobReader(bytes);
        @Nullable String fault = reader.run();
        if (fault != null) {
            notes.add(Note.warning("fdt", fault));
        }
        return Optional.ofNullable(reader.root()).map(DeviceTree::new);
    }

    public DeviceNode root() {
        return root;
    }

    /// The node with this phandle.
    public Optional<DeviceNode> node(int handle) {
        return Optional.ofNullable(handles.get(handle));
    }

    /// The node at a path such as `/chosen`.
    public Optional<DeviceNode> node(String path) {
        return root.all().filter(node -> node.toString().equals(path)).findFirst();
    }
}
