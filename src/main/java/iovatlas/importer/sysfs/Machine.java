package iovatlas.importer.sysfs;

import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.pci.RequesterRuns;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.Architecture;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has been read so far and the readers of firmware and IOMMUs look things up in.
///
/// @param snapshot the recordings
/// @param log the kernel log, empty when there is none
/// @param release of the kernel
/// @param architecture of the host
/// @param folders one per function
/// @param functions in address order
/// @param bridges in firmware order
/// @param notes where remarks go
record Machine(
        Snapshot snapshot,
        KernelLog log,
        Fact<KernelRelease> release,
        Fact<Architecture> architecture,
        List<FunctionFolder> folders,
        List<PciFunction> functions,
        List<HostBridge> bridges,
        Notes notes) {

    boolean isX86() {
        return architecture.value() == Architecture.X86_64;
    }

    /// The functions by address.
    Map<PciAddress, PciFunction> byAddress() {
        Map<PciAddress, PciFunction> map = new HashMap<>();
        functions.forEach(function -> map.put(function.at(), function));
        return map;
    }

    Optional<PciFunction> function(PciAddress at) {
        return functions.stream().filter(f -> f.at().equals(at)).findFirst();
    }

    /// The functions in their hierarchy.
    PciTree tree() {
        return PciTree.of(hierarchy(functions), release.value());
    }

    /// Turns a rule of a segment into ranges.
    RequesterRuns runs(int segment) {
        return new RequesterRuns(() -> UsedRequesters.of(this, segment));
    }

    /// A topology of nothing but host bridges and these functions.
    Topology hierarchy(List<PciFunction> members) {
        return new Topology(
                bridges, members, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                List.of(), List.of());
    }

    /// The segments that have a host bridge, ascending.
    List<Integer> segments() {
        return bridges.stream().map(HostBridge::segment).distinct().sorted().toList();
    }
}
