package iovatlas.kernel.pci;

import iovatlas.topology.RequesterId;

import java.util.List;

/// Which requester ID a function's message-signalled interrupts carry.
final class MsiRequester {

    private MsiRequester() {}

    /// Aliases on the bus of the value so far are passed over, bridges' aliases replace it.
    ///
    /// Source: `drivers/pci/msi/irqdomain.c:get_msi_id_cb, pci_msi_domain_get_msi_rid`.
    static RequesterId of(RequesterId own, List<DmaAlias> aliases) {
        RequesterId id = own;
        for (DmaAlias alias : aliases) {
            boolean sameBus =
                    alias.reporter().at().bus() == id.bus() && alias.requester().bus() == id.bus();
            if (!sameBus) {
                id = alias.requester();
            }
        }
        return id;
    }
}
