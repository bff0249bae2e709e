package iovatlas.importer.devicetree.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes a tree in the flattened form, version 17.
public final class BlobWriter {

    private static final int MAGIC = 0xd00dfeed;
    private static final int HEADER = 40;
    private static final int RESERVED = 16;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> offsets = new LinkedHashMap<>();

    private BlobWriter() {}

    /// The bytes of a tree whose references are resolved.
    public static byte[] write(SourceNode root) {
        BlobWriter writer = new BlobWriter();
        writer.node(root);
        writer.cell(9);
        return writer.finished();
    }

    private void node(SourceNode node) {
        cell(1);
        text(node.name());
        node.properties()
                .forEach((name, values) -> {
                    ByteArrayOutputStream value = new ByteArrayOutputStream();
                    for (SourceNode.Value part : values) {
                        if (part instanceof SourceNode.Value.Bytes(byte[] bytes)) {
                            value.writeBytes(bytes);
                        }
                    }
                    cell(3);
                    cell(value.size());
                    cell(offset(name));
                    structure.writeBytes(value.toByteArray());
                    pad();
                });
        node.children().values().forEach(this::node);
        cell(2);
    }

    private int offset(String name) {
        return offsets.computeIfAbsent(
                name,
                n -> {
                    int at = strings.size();
                    strings.writeBytes((n + "\0").getBytes(StandardCharsets.UTF_8));
                    return at;
                });
    }

    private void text(String text) {
        structure.writeBytes((text + "\0").getBytes(StandardCharsets.ISO_8859_1));
        pad();
    }

    private void pad() {
        while (structure.size() % 4 != 0) {
            structure.write(0);
        }
    }

    private void cell(int value) {
        structure.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }

    private byte[] finished() {
        int first = HEADER + RESERVED;
        int names = first + structure.size();
        ByteBuffer blob = ByteBuffer.allocate(names + strings.size());
        blob.putInt(MAGIC).putInt(blob.capacity()).putInt(first).putInt(names).putInt(HEADER);
        blob.putInt(17).putInt(16).putInt(0).putInt(strings.size()).putInt(structure.size());
        blob.position(first);
        return blob.put(structure.toByteArray()).put(strings.toByteArray()).array();
    }
}
