package iovatlas.topology;

import iovatlas.address.HostPhysical;

/// Where a message-signalled interrupt arrives.
public sealed interface MsiController {

    /// Unique, e.g. `its0`.
    String name();

    /// A GICv3 Interrupt Translation Service.
    ///
    /// @param base physical address of the control frame; the doorbell is 0x10040 above it
    /// @param id translation ID as in the MADT, 0 when there is one
    /// @param deviceIdBits 1..32
    /// @param eventIdBits 1..32
    /// @param preIts whether a Synquacer pre-ITS stands in front (no isolated MSI)
    record Its(
            String name,
            HostPhysical base,
            int id,
            int deviceIdBits,
            int eventIdBits,
            boolean preIts)
            implements MsiController {}

    /// A GICv2m frame; the doorbell is 0x40 above its base.
    ///
    /// @param firstSpi first interrupt number, at least 32
    /// @param spis how many
    record GicV2m(String name, HostPhysical base, int firstSpi, int spis)
            implements MsiController {}

    /// Message-based interrupts of a GICv3 distributor; the doorbell is 0x40 above its base.
    record Mbi(String name, HostPhysical base, int firstSpi, int spis) implements MsiController {}

    /// The local APICs of an x86 machine: the window 0xfee00000..0xfeefffff.
    record Apic(String name) implements MsiController {}
}
