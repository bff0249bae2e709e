package iovatlas.kernel.doorbell;

import iovatlas.address.Iova;
import iovatlas.kernel.remapping.CpuVector;
import iovatlas.kernel.remapping.InterruptRequest;
import iovatlas.kernel.remapping.Irte;

import org.jspecify.annotations.Nullable;

/// Address and data of a vector.
///
/// Source: `include/linux/msi.h:msi_msg_set_addr`, the controllers' `irq_compose_msi_msg`.
final class Composition {

    private Composition() {}

    /// @param doorbell IOVA of the doorbell register; not used on x86
    /// @param apic assigned CPU vector, null while it is only reserved
    static Message of(HostTarget target, Iova doorbell, @Nullable CpuVector apic, int apicId) {
        return switch (target) {
            case HostTarget.Lpi lpi -> new Message(doorbell, lpi.event());
            case HostTarget.Spi spi -> new Message(doorbell, spi.data());
            case HostTarget.Irte irte ->
                    new Message(
                            InterruptRequest.remappableAddress(irte.block()),
                            irte.index() - irte.block());
            case HostTarget.AmdIrte irte ->
                    new Message(InterruptRequest.amdAddress(false), irte.index());
            case HostTarget.ApicVector _ ->
                    apic == null
                            ? new Message(
                                    InterruptRequest.compatibilityAddress(0), Irte.RESERVED_VECTOR)
                            : new Message(
                                    InterruptRequest.compatibilityAddress(apicId), apic.vector());
        };
    }

    /// What a function without an upper address register keeps of an address.
    ///
    /// Source: `drivers/pci/msi/msi.c:pci_write_msg_msi`.
    static Message withoutUpperHalf(Message message) {
        return new Message(
                Iova.of(message.address().unsignedBits() & 0xffff_ffffL), message.data());
    }
}
