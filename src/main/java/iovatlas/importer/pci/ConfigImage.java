package iovatlas.importer.pci;

import iovatlas.topology.FunctionKind;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// The configuration space of one function, put together from what a text tells. Bytes of a hex dump
/// are never overwritten; bytes that nobody told of read as zero, or as ones where zero would claim
/// something.
public final class ConfigImage {

    private static final int EXTENDED = 256;
    private static final int LARGEST = 4096;
    private static final int VENDOR_SPECIFIC = 0x0b;

    private final byte[] bytes = new byte[LARGEST];
    private final BitSet told = new BitSet(LARGEST);
    private final BitSet dumped = new BitSet(LARGEST);
    private final Map<Integer, Integer> classic = new LinkedHashMap<>();
    private final TreeMap<Integer, Integer> extended = new TreeMap<>();
    private int reach = ConfigSpace.HEADER_SIZE;

    /// Nothing known but that a function answers: an unknown device number reads as ones, an unknown
    /// vendor as zero, an unknown class as "unassigned".
    public ConfigImage() {
        Arrays.fill(bytes, 2, 4, (byte) 0xff);
        bytes[0x0b] = (byte) 0xff;
    }

    /// Bytes of a hex dump, which win over everything.
    ///
    /// @param offset 0..4095; what goes beyond the space is dropped
    public void dump(int offset, byte[] row) {
        for (int i = 0; i < row.length && offset >= 0 && offset + i < LARGEST; i++) {
            bytes[offset + i] = row[i];
            told.set(offset + i);
            dumped.set(offset + i);
        }
    }

    /// Whether a byte was told by anybody.
    public boolean isTold(int offset) {
        return told.get(offset);
    }

    /// How many bytes somebody told of.
    public int toldBytes() {
        return told.cardinality();
    }

    /// Takes bytes of the header from another image of the function where this one has none.
    public void fill(ConfigImage other) {
        for (int i = 0; i < ConfigSpace.HEADER_SIZE; i++) {
            if (!told.get(i) && other.told.get(i)) {
                u8(i, other.at(i));
            }
        }
    }

    /// A byte as it stands now, 0..255.
    public int at(int offset) {
        return bytes[offset] & 0xff;
    }

    public void u8(int offset, int value) {
        if (offset >= 0 && offset < LARGEST && !dumped.get(offset)) {
            bytes[offset] = (byte) value;
            told.set(offset);
        }
    }

    public void u16(int offset, int value) {
        u8(offset, value);
        u8(offset + 1, value >> 8);
    }

    /// 32 unsigned bits.
    public void u32(int offset, int value) {
        u16(offset, value);
        u16(offset + 2, value >> 16);
    }

    /// Sets bits of a byte that a dump does not give.
    public void bits(int offset, int mask) {
        u8(offset, (offset >= 0 && offset < LARGEST ? bytes[offset] : 0) | mask);
    }

    /// The capability list is known up to here.
    ///
    /// @param size 64, 256 or 4096 bytes
    public void reaches(int size) {
        reach = Math.max(reach, size);
    }

    /// How many bytes are known: 64, 256 or 4096.
    public int reach() {
        return reach;
    }

    /// A capability of the first 256 bytes; they are linked in the order in which they are told.
    public void capability(int at, int id) {
        if (at >= ConfigSpace.HEADER_SIZE && at < EXTENDED && (at & 3) == 0) {
            classic.putIfAbsent(at, id);
            reaches(EXTENDED);
        }
    }

    /// An extended capability.
    public void extendedCapability(int at, int id) {
        if (at >= EXTENDED && at < LARGEST && (at & 3) == 0) {
            extended.put(at, id);
            reaches(LARGEST);
        }
    }

    /// A PCI Express capability of that port type where no dump and no text gave one.
    public void express(FunctionKind kind) {
        if (reach == ConfigSpace.HEADER_SIZE && kind.isPcie()) {
            capability(0x40, CapabilityReader.EXPRESS);
            u16(0x42, 2 | kind.portType() << 4);
        }
        if (!kind.isPcie()) {
            reaches(EXTENDED);
        }
    }

    /// The bytes as a `config` file would hold them.
    public byte[] bytes() {
        byte[] result = bytes.clone();
        if (!classic.isEmpty()) {
            put(result, 0x06, result[0x06] | 0x10);
            linkClassic(result);
        }
        linkExtended(result);
        return Arrays.copyOf(result, Math.max(reach, dumpedReach()));
    }

    private int dumpedReach() {
        int last = dumped.length();
        if (last > EXTENDED) {
            return LARGEST;
        }
        return last > ConfigSpace.HEADER_SIZE ? EXTENDED : ConfigSpace.HEADER_SIZE;
    }

    private void linkClassic(byte[] result) {
        int pointer = (result[0x0e] & 0x7f) == 2 ? 0x14 : 0x34;
        for (Map.Entry<Integer, Integer> entry : classic.entrySet()) {
            put(result, pointer, entry.getKey());
            put(result, entry.getKey(), entry.getValue());
            pointer = entry.getKey() + 1;
        }
        put(result, pointer, 0);
    }

    private void linkExtended(byte[] result) {
        if (extended.isEmpty() || dumped.get(EXTENDED)) {
            return;
        }
        extended.putIfAbsent(EXTENDED, VENDOR_SPECIFIC);
        for (Map.Entry<Integer, Integer> entry : extended.entrySet()) {
            @Nullable Integer next = extended.higherKey(entry.getKey());
            int header = entry.getValue() | (1 << 16) | ((next == null ? 0 : next) << 20);
            for (int i = 0; i < 4; i++) {
                put(result, entry.getKey() + i, header >>> (8 * i));
            }
        }
    }

    private void put(byte[] result, int offset, int value) {
        if (!dumped.get(offset)) {
            result[offset] = (byte) value;
        }
    }
}
