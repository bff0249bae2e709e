package iovatlas.topology;

import iovatlas.address.GuestPhysical;

/// The interrupt controller that a guest believes it has.
public sealed interface GuestInterrupts {

    /// A virtual ITS of KVM (or an emulated one where the guest is emulated).
    ///
    /// @param base guest-physical address of the control frame
    record VirtualIts(GuestPhysical base) implements GuestInterrupts {}

    /// A virtual GICv2m frame.
    record VirtualV2m(GuestPhysical base, int firstSpi, int spis) implements GuestInterrupts {}

    /// x86 local APICs.
    ///
    /// @param apicv whether the host's processor virtualises them (APICv, AVIC); without it no
    ///     interrupt is posted
    record VirtualApic(boolean apicv) implements GuestInterrupts {

        /// Virtualised, as processors have done for years.
        public VirtualApic() {
            this(true);
        }
    }

    /// The interrupt controller of a POWER guest, which the monitor provides: a message is a write of
    /// an interrupt number to one address that is the same for all functions.
    ///
    /// Source: QEMU `hw/ppc/spapr_pci.c:spapr_msi_write`, SPAPR_PCI_MSI_WINDOW.
    record VirtualXics() implements GuestInterrupts {

        /// Where messages go.
        public static final GuestPhysical DOORBELL = GuestPhysical.of(0x400_0000_0000L);
    }
}
