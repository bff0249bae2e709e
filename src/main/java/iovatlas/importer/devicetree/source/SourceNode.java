package iovatlas.importer.devicetree.source;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One node while a source is read: later text may add to it, change it and remove from it.
public final class SourceNode {

    private final String name;
    private final @Nullable SourceNode parent;
    private final Map<String, List<Value>> properties = new LinkedHashMap<>();
    private final Map<String, SourceNode> children = new LinkedHashMap<>();

    SourceNode(String name, @Nullable SourceNode parent) {
        this.name = name;
        this.parent = parent;
    }

    /// A part of a property's value.
    sealed interface Value {

        /// Bytes that stand in the text.
        @SuppressWarnings("ArrayRecordComponent")
        record Bytes(byte[] bytes) implements Value {
            static Bytes text(String text) {
                return new Bytes((text + "\0").getBytes(StandardCharsets.UTF_8));
            }
        }

        /// `&label` in cells: the phandle of the node.
        record Handle(String label) implements Value {}

        /// `&label` outside of cells: the path of the node.
        record Path(String label) implements Value {}
    }

    String name() {
        return name;
    }

    Map<String, List<Value>> properties() {
        return properties;
    }

    Map<String, SourceNode> children() {
        return children;
    }

    SourceNode child(String childName) {
        return children.computeIfAbsent(childName, n -> new SourceNode(n, this));
    }

    void remove() {
        if (parent != null) {
            parent.children.remove(name);
        }
    }

    /// `/soc/pcie@1000`, empty for the root.
    String path() {
        return parent == null ? "" : parent.path() + "/" + name;
    }
}
