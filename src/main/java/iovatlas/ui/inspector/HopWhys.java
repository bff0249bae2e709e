package iovatlas.ui.inspector;

import iovatlas.scenario.MsiHop;
import iovatlas.ui.session.Computed;

/// Where the values at a station of a message come from.
///
/// @param now what is computed
record HopWhys(Computed now) {

    /// The rule that decided at the station, or what happens there and the code that does it.
    Why of(MsiHop hop) {
        Why plain = Why.of(plain(hop));
        Why source =
                new HopSource(now.state().topology(), now.atlas().boot().release().value())
                        .of(hop)
                        .map(place -> place.says(plain(hop)))
                        .orElse(plain);
        return hop.reason() == null
                ? source
                : Why.of(hop.reason(), now.atlas().boot().release().value()).and(source);
    }

    private String plain(MsiHop hop) {
        if (hop.status() == MsiHop.Status.NOT_REACHED) {
            return "The message ends before it gets here; this is what would stand here.";
        }
        return switch (hop.kind()) {
            case FUNCTION ->
                    "What the function is in the document, and what the scenario has done to its"
                            + " registers up to this step.";
            case MESSAGE ->
                    "Address and data as the interrupt controller's driver composed them: where the"
                            + " doorbell is for this device, and which of its events it is.";
            case IOMMU ->
                    "The IOMMU looks up what the device sends with the write, its requester ID or"
                            + " stream ID, and translates the address with the domain that the"
                            + " device is attached to.";
            case DOORBELL ->
                    "The physical address that the write has after translation, and what answers"
                            + " there.";
            case CONTROLLER ->
                    "The tables of the controller as Linux set them up when the vectors were"
                            + " allocated: device and event, or index, give the interrupt.";
            case INTERRUPT -> "The number and the CPU that Linux gave the interrupt.";
            case EVENTFD -> "Who handles the interrupt on the host.";
            case IRQFD ->
                    "How the eventfd gets to the guest: KVM's route where there is one, otherwise"
                            + " the VMM reads it.";
            case GUEST_CONTROLLER ->
                    "What the guest wrote into its own tables for this vector (step guest-vector).";
            case VCPU -> "The vCPU that the guest's interrupt controller gives it to.";
        };
    }
}
