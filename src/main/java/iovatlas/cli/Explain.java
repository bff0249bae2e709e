package iovatlas.cli;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.PciAddress;
import iovatlas.topology.Topology;

import java.util.List;

/// `groups --explain`: why functions share a group.
final class Explain {

    private Explain() {}

    /// One address: why it is where it is. Two: what joined them.
    static int print(
            Console console, Topology topology, GroupTable table, List<PciAddress> addresses) {
        addresses.forEach(at -> Devices.find(topology, at.toString()));
        table.explain(addresses.getFirst(), addresses.getLast())
                .lines()
                .forEach(console.out()::println);
        return ExitCode.FINE;
    }
}
