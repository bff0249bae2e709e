package iovatlas.importer.devicetree;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// One node of a device tree.
public final class DeviceNode {

    private final String name;
    private final @Nullable DeviceNode parent;
    private final Map<String, byte[]> properties = new LinkedHashMap<>();
    private final List<DeviceNode> children = new ArrayList<>();

    /// A node without properties.
    ///
    /// @param parent null for the root
    public DeviceNode(String name, @Nullable DeviceNode parent) {
        this.name = name;
        this.parent = parent;
    }

    /// Gives the node a property, unless it has one of that name.
    public void put(String property, byte[] value) {
        properties.putIfAbsent(property, value);
    }

    /// Puts a node below this one.
    public void add(DeviceNode child) {
        children.add(child);
    }

    /// The name with its unit address, e.g. `pcie@10000000`.
    public String name() {
        return name;
    }

    /// The name without its unit address.
    public String baseName() {
        int at = name.indexOf('@');
        return at < 0 ? name : name.substring(0, at);
    }

    public Optional<DeviceNode> parent() {
        return Optional.ofNullable(parent);
    }

    public List<DeviceNode> children() {
        return List.copyOf(children);
    }

    /// This node and all below it, in the tree's order.
    public Stream<DeviceNode> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(DeviceNode::all));
    }

    public boolean has(String property) {
        return properties.containsKey(property);
    }

    /// The value as 32-bit big-endian cells; bytes that fill no whole cell are left out.
    public int[] cells(String property) {
        byte[] value = properties.getOrDefault(property, new byte[0]);
        int[] cells = new int[value.length / 4];
        for (int i = 0; i < cells.length; i++) {
            cells[i] =
                    value[4 * i] << 24
                            | (value[4 * i + 1] & 0xff) << 16
                            | (value[4 * i + 2] & 0xff) << 8
                            | (value[4 * i + 3] & 0xff);
        }
        return cells;
    }

    /// Length of the value in bytes, 0 when the property is missing.
    public int length(String property) {
        return properties.getOrDefault(property, new byte[0]).length;
    }

    /// The first cell.
    public OptionalInt cell(String property) {
        int[] cells = cells(property);
        return cells.length == 0 ? OptionalInt.empty() : OptionalInt.of(cells[0]);
    }

    /// The NUL-separated strings of a value.
    public List<String> strings(String property) {
        byte[] value = properties.getOrDefault(property, new byte[0]);
        String text = new String(value, StandardCharsets.ISO_8859_1);
        return Stream.of(text.split("\0", -1)).filter(s -> !s.isEmpty()).toList();
    }

    public boolean isCompatible(String word) {
        return strings("compatible").contains(word);
    }

    /// False for a node that firmware switched off.
    public boolean isAvailable() {
        List<String> status = strings("status");
        return status.isEmpty()
                || status.getFirst().equals("okay")
                || status.getFirst().equals("ok");
    }

    /// `#address-cells` of this node as its children see it.
    public int addressCells() {
        return bounded(cell("#address-cells").orElse(2));
    }

    /// `#size-cells` of this node as its children see it.
    public int sizeCells() {
        return bounded(cell("#size-cells").orElse(1));
    }

    // A broken tree may state any number; four cells are more than an address ever has.
    private static int bounded(int cells) {
        return Math.clamp(cells, 0, 4);
    }

    @Override
    public String toString() {
        return (parent == null || parent.name.isEmpty() ? "/" : parent + "/") + name;
    }
}
