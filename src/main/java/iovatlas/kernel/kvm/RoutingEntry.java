package iovatlas.kernel.kvm;

import iovatlas.address.GuestPhysical;

import org.jspecify.annotations.Nullable;

/// An entry of a VM's GSI routing table.
public sealed interface RoutingEntry {

    /// The number that irqfds and lines name.
    int gsi();

    /// A pin of an interrupt chip.
    record Pin(int gsi, int chip, int pin) implements RoutingEntry {}

    /// A message.
    ///
    /// @param address the guest's doorbell
    /// @param data unsigned 32 bits
    /// @param deviceId the guest's requester ID, null without KVM_MSI_VALID_DEVID
    record Msi(int gsi, GuestPhysical address, int data, @Nullable Integer deviceId)
            implements RoutingEntry {}
}
