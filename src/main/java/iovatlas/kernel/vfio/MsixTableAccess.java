package iovatlas.kernel.vfio;

import iovatlas.topology.MsixCapability;

import java.util.Arrays;

/// What a process sees of a function's MSI-X table through the device file: nothing. The kernel alone
/// writes the table; a mapping of the BAR reaches it all the same.
///
/// Source: `drivers/vfio/pci/vfio_pci_rdwr.c:vfio_pci_bar_rw, vfio_pci_core_do_io_rw`.
///
/// @param capability where the table is
public record MsixTableAccess(MsixCapability capability) {

    private static final int ENTRY = 16;

    /// What read() gives for bytes of the BAR.
    ///
    /// @param offset in the BAR that has the table, bytes
    /// @param device what the BAR holds there
    public byte[] read(long offset, byte[] device) {
        byte[] seen = Arrays.copyOf(device, device.length);
        for (int i = 0; i < seen.length; i++) {
            if (isTable(offset + i)) {
                seen[i] = (byte) 0xff;
            }
        }
        return seen;
    }

    /// What the BAR holds after a write() of some bytes, which always says that it wrote them all.
    ///
    /// @param offset in the BAR that has the table, bytes
    /// @param device what the BAR held there
    public byte[] written(long offset, byte[] device, byte[] bytes) {
        byte[] after = Arrays.copyOf(device, device.length);
        for (int i = 0; i < bytes.length; i++) {
            if (!isTable(offset + i)) {
                after[i] = bytes[i];
            }
        }
        return after;
    }

    private boolean isTable(long offset) {
        long first = capability.offset().unsignedBytes();
        return offset >= first && offset < first + (long) capability.tableSize() * ENTRY;
    }
}
