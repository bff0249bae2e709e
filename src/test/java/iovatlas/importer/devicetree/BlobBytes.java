package iovatlas.importer.devicetree;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Puts a flattened device tree together.
public final class BlobBytes {

    private static final int HEADER = 40;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream names = new ByteArrayOutputStream();
    private final Map<String, Integer> known = new LinkedHashMap<>();

    public BlobBytes open(String name) {
        cell(structure, 1);
        padded(name.getBytes(StandardCharsets.ISO_8859_1), true);
        return this;
    }

    public BlobBytes close() {
        cell(structure, 2);
        return this;
    }

    public BlobBytes cells(String name, int... values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int value : values) {
            cell(bytes, value);
        }
        return property(name, bytes.toByteArray());
    }

    public BlobBytes text(String name, String value) {
        return property(name, (value + "\0").getBytes(StandardCharsets.ISO_8859_1));
    }

    public BlobBytes property(String name, byte[] value) {
        int at =
                known.computeIfAbsent(
                        name,
                        n -> {
                            int offset = names.size();
                            names.writeBytes((n + "\0").getBytes(StandardCharsets.ISO_8859_1));
                            return offset;
                        });
        cell(structure, 3);
        cell(structure, value.length);
        cell(structure, at);
        padded(value, false);
        return this;
    }

    public byte[] finished() {
        cell(structure, 9);
        int strings = HEADER + structure.size();
        ByteBuffer blob = ByteBuffer.allocate(strings + names.size());
        blob.putInt(0xd00dfeed)
                .putInt(blob.capacity())
                .putInt(HEADER)
                .putInt(strings)
                .putInt(HEADER);
        blob.putInt(17).putInt(16).putInt(0).putInt(names.size()).putInt(structure.size());
        return blob.put(structure.toByteArray()).put(names.toByteArray()).array();
    }

    private void padded(byte[] value, boolean terminated) {
        structure.writeBytes(value);
        if (terminated) {
            structure.write(0);
        }
        while (structure.size() % 4 != 0) {
            structure.write(0);
        }
    }

    private static void cell(ByteArrayOutputStream out, int value) {
        out.writeBytes(ByteBuffer.allocate(4).putInt(value).array());
    }
}
