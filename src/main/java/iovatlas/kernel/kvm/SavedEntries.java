package iovatlas.kernel.kvm;

import iovatlas.address.GuestPhysical;
import iovatlas.topology.Register64;

/// The 8-byte entries that KVM writes into the guest's own tables when a virtual ITS is saved.
///
/// Source: `Documentation/virt/kvm/devices/arm-vgic-its.rst`,
/// `arch/arm64/kvm/vgic/vgic-its.c:vgic_its_save_dte`.
public final class SavedEntries {

    private static final int NEXT_LIMIT = (1 << 14) - 1;

    private SavedEntries() {}

    /// A device table entry.
    ///
    /// @param table where the device's translation table is, 256-byte aligned
    /// @param eventBits width of EventIDs
    /// @param next distance to the next valid DeviceID, 0 for the last
    public static Register64 device(GuestPhysical table, int eventBits, int next) {
        long distance = Math.min(next, NEXT_LIMIT);
        return new Register64(
                1L << 63
                        | distance << 49
                        | (table.unsignedBits() >>> 8 & (1L << 44) - 1) << 5
                        | (eventBits - 1 & 0x1f));
    }

    /// A translation table entry.
    ///
    /// @param next distance to the next valid EventID, 0 for the last
    public static Register64 event(int next, int lpi, int icid) {
        return new Register64(
                (long) next << 48 | Integer.toUnsignedLong(lpi) << 16 | (icid & 0xffffL));
    }

    /// A collection table entry.
    public static Register64 collection(int vcpu, int icid) {
        return new Register64(1L << 63 | (long) vcpu << 16 | (icid & 0xffffL));
    }
}
