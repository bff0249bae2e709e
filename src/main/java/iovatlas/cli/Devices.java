package iovatlas.cli;

import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

/// Finds the device that a person names.
final class Devices {

    private Devices() {}

    /// A function by name or address.
    ///
    /// @throws UsageProblem when the machine has none
    static PciFunction find(Topology topology, String device) {
        return topology.functionNamed(device)
                .or(() ->
                        PciAddress.isAddress(device)
                                ? topology.function(PciAddress.parse(device))
                                : java.util.Optional.empty())
                .orElseThrow(() ->
                        new UsageProblem(
                                "the machine has no function \""
                                        + device
                                        + "\"; `iovatlas groups` lists them"));
    }
}
