package iovatlas.importer.pci;

/// Puts configuration spaces together.
public final class ConfigBytes {

    private final byte[] bytes;
    private int lastPointer = 0x34;
    private int lastExtended;

    public ConfigBytes(int size) {
        bytes = new byte[size];
        put16(0, 0x8086);
        put16(2, 0x1572);
        put16(6, 0x10);
    }

    public ConfigBytes put8(int at, int value) {
        bytes[at] = (byte) value;
        return this;
    }

    public ConfigBytes put16(int at, int value) {
        return put8(at, value).put8(at + 1, value >> 8);
    }

    public ConfigBytes put32(int at, int value) {
        return put16(at, value).put16(at + 2, value >> 16);
    }

    /// Links a capability into the list.
    public ConfigBytes capability(int id, int at) {
        put8(lastPointer, at).put8(at, id);
        lastPointer = at + 1;
        return this;
    }

    /// Links an extended capability into the list.
    public ConfigBytes extended(int id, int at) {
        if (at != 0x100) {
            put16(lastExtended + 2, 1 | at << 4);
        }
        put32(at, id | 1 << 16);
        lastExtended = at;
        return this;
    }

    /// The PCI Express capability with a port type.
    public ConfigBytes express(int portType) {
        return capability(0x10, 0x40).put16(0x42, 2 | portType << 4);
    }

    public ConfigSpace space() {
        return new ConfigSpace(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }
}
