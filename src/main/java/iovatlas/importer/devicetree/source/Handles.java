package iovatlas.importer.devicetree.source;

import iovatlas.observation.Note;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Gives every node that something refers to a phandle and turns the references into bytes.
final class Handles {

    private static final String PROPERTY = "phandle";

    private final SourceNode root;
    private final Map<String, SourceNode> labels;
    private final String where;
    private final List<Note> notes;
    private final Set<Integer> taken = new HashSet<>();
    private final Set<String> missing = new TreeSet<>();
    private int next = 1;

    Handles(SourceNode root, Map<String, SourceNode> labels, String where, List<Note> notes) {
        this.root = root;
        this.labels = labels;
        this.where = where;
        this.notes = notes;
    }

    void resolve() {
        collect(root);
        rewrite(root);
        for (String label : missing) {
            // An empty node keeps apart what refers to different labels.
            SourceNode empty = root.child("missing-" + label.replace('/', '_'));
            empty.properties().put(PROPERTY, bytes(handle(label)));
        }
        if (!missing.isEmpty()) {
            notes.add(
                    Note.warning(
                            where,
                            missing.size()
                                    + " labels are referred to but not defined here, each stands as"
                                    + " an empty node: "
                                    + String.join(", ", missing.stream().limit(12).toList())
                                    + (missing.size() > 12 ? ", ..." : "")));
        }
    }

    private void collect(SourceNode node) {
        @Nullable List<SourceNode.Value> own = node.properties().get(PROPERTY);
        if (own != null
                && own.size() == 1
                && own.getFirst() instanceof SourceNode.Value.Bytes(byte[] value)
                && value.length == 4) {
            taken.add(ByteBuffer.wrap(value).getInt());
        }
        node.children().values().forEach(this::collect);
    }

    private void rewrite(SourceNode node) {
        // Resolving can give this very node a phandle, so its properties are not walked over.
        for (String name : List.copyOf(node.properties().keySet())) {
            List<SourceNode.Value> values = node.properties().getOrDefault(name, List.of());
            node.properties().put(name, values.stream().map(this::resolved).toList());
        }
        for (SourceNode child : List.copyOf(node.children().values())) {
            rewrite(child);
        }
    }

    private SourceNode.Value resolved(SourceNode.Value value) {
        return switch (value) {
            case SourceNode.Value.Bytes bytes -> bytes;
            case SourceNode.Value.Handle(String label) -> bytes(handle(label)).getFirst();
            case SourceNode.Value.Path(String label) ->
                    SourceNode.Value.Bytes.text(path(node(label)));
        };
    }

    private static String path(@Nullable SourceNode node) {
        return node == null ? "" : node.path();
    }

    private int handle(String label) {
        @Nullable SourceNode node = node(label);
        if (node == null) {
            missing.add(label);
            SourceNode made = new SourceNode(label, null);
            labels.put(label, made);
            node = made;
        }
        @Nullable List<SourceNode.Value> own = node.properties().get(PROPERTY);
        if (own != null
                && !own.isEmpty()
                && own.getFirst() instanceof SourceNode.Value.Bytes(byte[] value)
                && value.length == 4) {
            return ByteBuffer.wrap(value).getInt();
        }
        while (!taken.add(next)) {
            next++;
        }
        node.properties().put(PROPERTY, bytes(next));
        return next;
    }

    private @Nullable SourceNode node(String label) {
        if (!label.startsWith("/")) {
            return labels.get(label);
        }
        @Nullable SourceNode node = root;
        for (String name : label.split("/", -1)) {
            if (!name.isEmpty() && node != null) {
                node = node.children().get(name);
            }
        }
        return node;
    }

    private static List<SourceNode.Value> bytes(int number) {
        List<SourceNode.Value> values = new ArrayList<>();
        values.add(new SourceNode.Value.Bytes(ByteBuffer.allocate(4).putInt(number).array()));
        return values;
    }
}
