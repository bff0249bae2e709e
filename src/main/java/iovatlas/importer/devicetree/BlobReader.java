package iovatlas.importer.devicetree;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/// One run over the structure block of a flattened device tree.
final class BlobReader {

    private static final int MAGIC = 0xd00dfeed;
    private static final int HEADER = 40;
    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROPERTY = 3;
    private static final int NOP = 4;
    private static final int END = 9;
    private static final int DEEPEST = 64;
    private static final int MOST_NODES = 200_000;

    private final byte[] bytes;
    private final ByteBuffer blob;
    private final long strings;
    private final Deque<DeviceNode> open = new ArrayDeque<>();
    private @Nullable DeviceNode root;
    private long at;
    private int nodes;

    BlobReader(byte[] bytes) {
        this.bytes = bytes;
        this.blob = ByteBuffer.wrap(bytes);
        this.at = blob.getInt(8) & 0xffffffffL;
        this.strings = blob.getInt(12) & 0xffffffffL;
    }

    static boolean isBlob(byte[] bytes) {
        return bytes.length >= HEADER && ByteBuffer.wrap(bytes).getInt() == MAGIC;
    }

    /// The root node, or null when not even that was found.
    @Nullable DeviceNode root() {
        return root;
    }

    /// Reads up to the first thing that makes no sense.
    ///
    /// @return what is wrong, or null
    @Nullable String run() {
        @Nullable String lie =
                (blob.getInt(4) & 0xffffffffL) > blob.capacity()
                        ? "the device tree says it is longer than the file"
                        : null;
        while (at % 4 == 0 && at + 4 <= blob.capacity()) {
            int token = blob.getInt((int) at);
            at += 4;
            switch (token) {
                case BEGIN_NODE -> {
                    if (open.size() >= DEEPEST || ++nodes > MOST_NODES) {
                        return "the device tree is deeper or larger than a machine can be";
                    }
                    begin();
                }
                case END_NODE -> {
                    if (open.isEmpty()) {
                        return "the device tree closes a node that is not open";
                    }
                    open.pop();
                }
                case PROPERTY -> {
                    if (!property()) {
                        return "a property of the device tree does not fit";
                    }
                }
                case NOP -> {
                    // Padding.
                }
                case END -> {
                    return open.isEmpty() ? lie : "the device tree ends inside a node";
                }
                default -> {
                    return "the device tree holds the unknown token 0x%x".formatted(token);
                }
            }
        }
        return "the device tree has no end";
    }

    private void begin() {
        String name = text(at);
        at = at + name.length() + 4 & ~3L;
        @Nullable DeviceNode above = open.peek();
        DeviceNode node = new DeviceNode(name, above);
        if (above != null) {
            above.add(node);
        } else if (root == null) {
            root = node;
        }
        open.push(node);
    }

    private boolean property() {
        if (at + 8 > blob.capacity()) {
            return false;
        }
        long length = blob.getInt((int) at) & 0xffffffffL;
        long name = strings + (blob.getInt((int) at + 4) & 0xffffffffL);
        at += 8;
        @Nullable DeviceNode node = open.peek();
        if (at + length > blob.capacity() || name >= blob.capacity() || node == null) {
            return false;
        }
        node.put(text(name), Arrays.copyOfRange(bytes, (int) at, (int) (at + length)));
        at = at + length + 3 & ~3L;
        return true;
    }

    private String text(long from) {
        int end = (int) Math.min(from, blob.capacity());
        while (end < blob.capacity() && blob.get(end) != 0) {
            end++;
        }
        int start = (int) Math.min(from, end);
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
