package iovatlas.importer.acpi;

import iovatlas.observation.Note;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Puts ACPI tables together, little-endian, with length and checksum as they should be.
public final class TableBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /// A table of 36 header bytes.
    public static TableBytes table(String signature, int revision) {
        return new TableBytes()
                .text(signature)
                .u32(0)
                .u8(revision, 0)
                .text("IOVATL")
                .text("TESTTABL")
                .u32(1)
                .text("TEST")
                .u32(1);
    }

    /// A structure inside a table.
    public static TableBytes part() {
        return new TableBytes();
    }

    public TableBytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    public TableBytes u16(int... values) {
        for (int value : values) {
            u8(value, value >> 8);
        }
        return this;
    }

    public TableBytes u32(int... values) {
        for (int value : values) {
            u16(value, value >> 16);
        }
        return this;
    }

    public TableBytes u64(long value) {
        return u32((int) value, (int) (value >> 32));
    }

    public TableBytes text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public TableBytes add(TableBytes part) {
        out.writeBytes(part.out.toByteArray());
        return this;
    }

    public TableBytes zeros(int count) {
        out.writeBytes(new byte[count]);
        return this;
    }

    public int size() {
        return out.size();
    }

    /// The raw bytes of a part.
    public byte[] raw() {
        return out.toByteArray();
    }

    /// The table with its length and checksum filled in.
    public byte[] finished() {
        byte[] bytes = out.toByteArray();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes.length);
        bytes[9] = 0;
        int sum = 0;
        for (byte b : bytes) {
            sum += b;
        }
        bytes[9] = (byte) -sum;
        return bytes;
    }

    /// The finished table as the reader sees it.
    public AcpiTable read() {
        return AcpiTable.read("test", finished(), new ArrayList<>()).orElseThrow();
    }

    /// The notes that reading some bytes gives.
    public static List<Note> notes(byte[] bytes) {
        List<Note> notes = new ArrayList<>();
        AcpiTable.read("test", bytes, notes);
        return notes;
    }
}
