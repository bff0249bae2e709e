package iovatlas.kernel.remapping;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;

/// What a write into the interrupt window of an x86 machine says.
///
/// Source: `arch/x86/include/asm/msi.h`.
public sealed interface InterruptRequest {

    /// The interrupt window: writes into it are never translated as DMA.
    AddressRange<Iova> WINDOW = AddressRange.of(Iova.of(0xfee0_0000L), Iova.of(0xfeef_ffffL));

    /// A message that names CPU and vector itself.
    ///
    /// @param destination APIC ID of the target
    /// @param logical logical instead of physical destination
    /// @param vector 0..255
    /// @param delivery 0 fixed, 1 lowest priority, 2 SMI, 4 NMI, 5 INIT, 7 ExtINT
    record Compatibility(int destination, boolean logical, int vector, int delivery)
            implements InterruptRequest {}

    /// A message that names an entry of the remapping table.
    ///
    /// @param index handle plus subhandle
    /// @param reservedSet whether a reserved field is not 0
    record Remappable(int index, boolean reservedSet) implements InterruptRequest {}

    /// Reads a message as VT-d hardware does.
    ///
    /// @param address inside [#WINDOW]
    /// @param data unsigned 32 bits
    static InterruptRequest decode(Iova address, int data) {
        int low = (int) address.unsignedBits();
        if ((low & 0x10) == 0) {
            return new Compatibility(
                    low >>> 12 & 0xff, (low & 4) != 0, data & 0xff, data >>> 8 & 7);
        }
        int handle = (low >>> 5 & 0x7fff) | ((low & 4) << 13);
        boolean subhandle = (low & 8) != 0;
        boolean reserved = subhandle && data >>> 16 != 0;
        return new Remappable(subhandle ? handle + (data & 0xffff) : handle, reserved);
    }

    /// The address that Linux composes for a remapping entry; the data is 0 and a multi-message
    /// device adds its vector.
    ///
    /// Source: `drivers/iommu/intel/irq_remapping.c:fill_msi_msg`.
    static Iova remappableAddress(int index) {
        return Iova.of(0xfee0_0000L | ((index & 0x7fffL) << 5) | 0x18 | ((index >>> 15 & 1) << 2));
    }

    /// The address of a message for a physical APIC ID of at most 8 bits.
    ///
    /// Source: `arch/x86/kernel/apic/msi.c`, `__irq_msi_compose_msg`.
    static Iova compatibilityAddress(int apicId) {
        return Iova.of(0xfee0_0000L | ((apicId & 0xffL) << 12));
    }

    /// The address that Linux composes with AMD's remapping; the data is the table index.
    ///
    /// Source: `drivers/iommu/amd/iommu.c:fill_msi_msg`.
    static Iova amdAddress(boolean table2048) {
        return Iova.of(table2048 ? 0xfee0_0004L : 0xfee0_0000L);
    }
}
