package iovatlas.importer.pci;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;

/// The bytes of one function's configuration space, 64 (read without privilege), 256 or 4096 of
/// them. Offsets beyond the end read as all ones, as from a function that does not answer.
public final class ConfigSpace {

    /// Vendor, device, class, header: what everybody may read.
    public static final int HEADER_SIZE = 64;

    private static final int CLASSIC_SIZE = 256;
    private static final int EXTENDED_SIZE = 4096;
    private static final int STATUS = 0x06;
    private static final int STATUS_CAPABILITIES = 0x10;
    private static final int HEADER_TYPE = 0x0e;

    private final byte[] bytes;

    public ConfigSpace(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /// How many bytes are known.
    public int size() {
        return bytes.length;
    }

    /// True when at least the standard header is known and a function answers.
    public boolean answers() {
        return bytes.length >= HEADER_SIZE && u16(0) != 0xffff;
    }

    /// True when the capability list can be read at all.
    public boolean hasCapabilities() {
        return bytes.length > HEADER_SIZE;
    }

    /// True when the extended capabilities of PCI Express can be read.
    public boolean hasExtendedCapabilities() {
        return bytes.length > CLASSIC_SIZE;
    }

    public int u8(int offset) {
        return offset >= 0 && offset < bytes.length ? bytes[offset] & 0xff : 0xff;
    }

    public int u16(int offset) {
        return u8(offset) | u8(offset + 1) << 8;
    }

    /// 32 unsigned bits.
    public int u32(int offset) {
        return u16(offset) | u16(offset + 2) << 16;
    }

    /// 0 for a device, 1 for a PCI bridge, 2 for a CardBus bridge.
    public int headerType() {
        return u8(HEADER_TYPE) & 0x7f;
    }

    public boolean multifunction() {
        return (u8(HEADER_TYPE) & 0x80) != 0;
    }

    /// Where the capability with this ID starts. A list that loops or leaves the space ends there.
    ///
    /// Source: `drivers/pci/pci.c:pci_find_capability`.
    public OptionalInt capability(int id) {
        if (!hasCapabilities() || (u16(STATUS) & STATUS_CAPABILITIES) == 0) {
            return OptionalInt.empty();
        }
        int at = u8(headerType() == 2 ? 0x14 : 0x34) & 0xfc;
        Set<Integer> seen = new HashSet<>();
        while (at >= HEADER_SIZE && at + 2 <= bytes.length && seen.add(at)) {
            int found = u8(at);
            if (found == id) {
                return OptionalInt.of(at);
            }
            if (found == 0xff) {
                return OptionalInt.empty();
            }
            at = u8(at + 1) & 0xfc;
        }
        return OptionalInt.empty();
    }

    /// Where the extended capability with this ID starts.
    ///
    /// Source: `drivers/pci/pci.c:pci_find_ext_capability`.
    public OptionalInt extendedCapability(int id) {
        if (!hasExtendedCapabilities()) {
            return OptionalInt.empty();
        }
        int at = CLASSIC_SIZE;
        Set<Integer> seen = new HashSet<>();
        while (at >= CLASSIC_SIZE && at + 4 <= Math.min(bytes.length, EXTENDED_SIZE)) {
            int header = u32(at);
            if (header == 0 || header == -1 || !seen.add(at)) {
                return OptionalInt.empty();
            }
            if ((header & 0xffff) == id) {
                return OptionalInt.of(at);
            }
            at = header >>> 20 & 0xffc;
        }
        return OptionalInt.empty();
    }
}
