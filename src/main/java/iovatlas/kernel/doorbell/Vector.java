package iovatlas.kernel.doorbell;

import iovatlas.kernel.remapping.CpuVector;

import org.jspecify.annotations.Nullable;

/// One allocated vector of a function.
///
/// @param number entry of the MSI-X table, or number of the MSI message
/// @param target what the kernel gave it
/// @param message what was composed for it
/// @param state how far it is set up
/// @param cpu the host CPU that takes it, null while none is chosen
/// @param apic x86: the vector on that CPU, null while none is assigned
public record Vector(
        int number,
        HostTarget target,
        Message message,
        State state,
        @Nullable Integer cpu,
        @Nullable CpuVector apic) {

    /// How far a vector is set up.
    public enum State {
        /// Allocated; nobody handles it; masked; the entry holds the message.
        ALLOCATED,
        /// Somebody handles it; unmasked.
        REQUESTED,
        /// It had a handler once; masked; the entry holds zero.
        RELEASED
    }

    /// What the table entry holds now.
    public Message registers() {
        return state == State.RELEASED ? Message.NONE : message;
    }

    /// What the controllers call its interrupt, null for an x86 vector that is only reserved.
    public @Nullable InterruptName interrupt() {
        return switch (target) {
            case HostTarget.Lpi lpi -> InterruptName.lpi(lpi.its(), lpi.lpi());
            case HostTarget.Spi spi -> InterruptName.spi(spi.frame(), spi.spi());
            case HostTarget.Irte irte -> InterruptName.irte(irte.iommu(), irte.index());
            case HostTarget.AmdIrte irte ->
                    InterruptName.amd(irte.iommu(), irte.deviceId(), irte.index());
            case HostTarget.ApicVector _ -> apic == null ? null : InterruptName.apic(apic);
        };
    }

    /// Whether somebody handles it.
    public boolean isHandled() {
        return state == State.REQUESTED;
    }

    Vector with(State value) {
        return new Vector(number, target, message, value, cpu, apic);
    }

    Vector on(@Nullable Integer newCpu, @Nullable CpuVector newApic, Message newMessage) {
        return new Vector(number, target, newMessage, state, newCpu, newApic);
    }
}
