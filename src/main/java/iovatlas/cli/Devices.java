package iovatlas.cli;

import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.Optional;

/// Finds the device that a person names.
final class Devices {

    private Devices() {}

    /// A function that is there at a step of the scenario or else at its end, by name or address.
    ///
    /// @throws UsageProblem when the machine has none
    static PciFunction find(Timeline timeline, int step, String device) {
        return lookUp(timeline.state(step).topology(), device)
                .orElseGet(() -> find(timeline.state(timeline.length()).topology(), device));
    }

    /// A function by name or address.
    ///
    /// @throws UsageProblem when the machine has none
    static PciFunction find(Topology topology, String device) {
        return lookUp(topology, device)
                .orElseThrow(() ->
                        new UsageProblem(
                                "the machine has no function \""
                                        + device
                                        + "\"; `iovatlas groups` lists them"));
    }

    private static Optional<PciFunction> lookUp(Topology topology, String device) {
        return topology.functionNamed(device)
                .or(() ->
                        PciAddress.isAddress(device)
                                ? topology.function(PciAddress.parse(device))
                                : Optional.empty());
    }
}
