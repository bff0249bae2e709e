package iovatlas.importer.acpi;

import java.nio.charset.StandardCharsets;

/// A stretch of a table's bytes, little-endian. Nothing outside can be read: fields beyond the end
/// are 0, so a reader asks [#has] first and says what is missing.
final class TableView {

    private final byte[] bytes;
    private final int start;
    private final int length;

    TableView(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private TableView(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    int length() {
        return length;
    }

    /// True when `count` bytes are there from `offset` on.
    boolean has(int offset, int count) {
        return offset >= 0 && count >= 0 && (long) offset + count <= length;
    }

    /// The part from `offset` on, cut at the end of this view.
    TableView slice(int offset, int count) {
        int from = Math.clamp(offset, 0, length);
        return new TableView(bytes, start + from, Math.clamp(count, 0, length - from));
    }

    int u8(int offset) {
        return has(offset, 1) ? bytes[start + offset] & 0xff : 0;
    }

    int u16(int offset) {
        return u8(offset) | u8(offset + 1) << 8;
    }

    /// 32 unsigned bits.
    int u32(int offset) {
        return u16(offset) | u16(offset + 2) << 16;
    }

    /// 64 unsigned bits.
    long u64(int offset) {
        return (u32(offset) & 0xffffffffL) | ((long) u32(offset + 4) << 32);
    }

    /// Text up to a NUL, the end of the view or `most` bytes.
    String text(int offset, int most) {
        int end = offset;
        while (end < offset + most && has(end, 1) && u8(end) != 0) {
            end++;
        }
        return has(offset, end - offset)
                ? new String(bytes, start + offset, end - offset, StandardCharsets.ISO_8859_1)
                : "";
    }
}
