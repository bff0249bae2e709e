package iovatlas.document.part;

import iovatlas.document.yaml.NodeError;
import iovatlas.topology.BusFault;
import iovatlas.topology.Topology;

/// Refuses buses that two bridges have, and functions on a bus that nobody has.
record BusCheck(Topology topology, Places places) {

    /// @throws NodeError at the first element that does not fit
    void run() {
        BusFault.first(topology)
                .ifPresent(fault -> {
                    throw new NodeError(fault.sentence(), places.of(fault.element()));
                });
    }
}
