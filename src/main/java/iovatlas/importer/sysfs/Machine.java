package iovatlas.importer.sysfs;

import iovatlas.topology.Architecture;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has been read so far and the readers of firmware and IOMMUs look things up in.
///
/// @param snapshot the recordings
/// @param log the kernel log, empty when there is none
/// @param architecture of the host
/// @param folders one per function
/// @param functions in address order
/// @param bridges in firmware order
/// @param notes where remarks go
record Machine(
        Snapshot snapshot,
        BootLog log,
        Architecture architecture,
        List<FunctionFolder> folders,
        List<PciFunction> functions,
        List<HostBridge> bridges,
        Notes notes) {

    /// The functions by address.
    Map<PciAddress, PciFunction> byAddress() {
        Map<PciAddress, PciFunction> map = new HashMap<>();
        functions.forEach(function -> map.put(function.at(), function));
        return map;
    }

    Optional<PciFunction> function(PciAddress at) {
        return functions.stream().filter(f -> f.at().equals(at)).findFirst();
    }

    /// The segments that have a host bridge, ascending.
    List<Integer> segments() {
        return bridges.stream().map(HostBridge::segment).distinct().sorted().toList();
    }
}
