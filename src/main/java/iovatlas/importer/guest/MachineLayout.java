package iovatlas.importer.guest;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.topology.Architecture;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import java.util.ArrayList;
import java.util.List;

/// Where QEMU puts a guest's memory and interrupt controller, by its machine type.
///
/// Source: QEMU `hw/i386/pc_q35.c:pc_q35_init`, `hw/i386/pc_piix.c:pc_init1`,
/// `hw/arm/virt.c:base_memmap`.
public final class MachineLayout {

    private static final long ARM_RAM = 0x4000_0000L;
    private static final long FOUR_GIB = 0x1_0000_0000L;
    private static final long Q35_MOST_LOW = 0xb000_0000L;
    private static final long Q35_LOW = 0x8000_0000L;
    private static final long PC_MOST_LOW = 0xe000_0000L;
    private static final long PC_LOW = 0xc000_0000L;
    private static final long ARM_ITS = 0x0808_0000L;
    private static final long ARM_V2M = 0x0802_0000L;
    private static final int ARM_FIRST_SPI = 80;
    private static final int ARM_SPIS = 64;

    private MachineLayout() {}

    /// The regions of so much memory, named after the guest.
    ///
    /// @param machine the machine type, e.g. `pc-q35-8.2`
    public static List<MemoryRegion> memory(
            String guest, Architecture architecture, String machine, ByteSize size) {
        long bytes = size.unsignedBytes();
        List<MemoryRegion> regions = new ArrayList<>();
        if (bytes == 0) {
            return regions;
        }
        if (architecture == Architecture.ARM64) {
            add(regions, guest + "-ram", ARM_RAM, bytes);
            return regions;
        }
        boolean q35 = machine.contains("q35");
        long most = q35 ? Q35_MOST_LOW : PC_MOST_LOW;
        boolean fits = Long.compareUnsigned(bytes, most) < 0;
        long low = fits ? bytes : q35 ? Q35_LOW : PC_LOW;
        add(regions, guest + (fits ? "-ram" : "-low"), 0, low);
        if (bytes != low) {
            add(regions, guest + "-high", FOUR_GIB, bytes - low);
        }
        return regions;
    }

    /// The interrupt controller that the guest sees.
    ///
    /// @param gic 2 or 3, of an Arm guest
    public static GuestInterrupts interrupts(Architecture architecture, int gic) {
        if (architecture == Architecture.X86_64) {
            return new GuestInterrupts.VirtualApic();
        }
        return gic == 2
                ? new GuestInterrupts.VirtualV2m(GuestPhysical.of(ARM_V2M), ARM_FIRST_SPI, ARM_SPIS)
                : new GuestInterrupts.VirtualIts(GuestPhysical.of(ARM_ITS));
    }

    private static void add(List<MemoryRegion> regions, String name, long first, long bytes) {
        AddressRange.ofSizeOrEmpty(GuestPhysical.of(first), ByteSize.ofBytes(bytes))
                .ifPresent(
                        range -> regions.add(new MemoryRegion(name, range, MemoryRegion.Kind.RAM)));
    }
}
