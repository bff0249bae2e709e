package iovatlas.diagram.topology;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.IdMap;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.Optional;

/// Which MSI controller a function's messages go to: the one that the firmware's ID map names, or
/// the only one that there is.
final class MessageTargets {
    private final Topology topology;
    private final GroupTable groups;

    MessageTargets(Topology topology, GroupTable groups) {
        this.topology = topology;
        this.groups = groups;
    }

    Optional<String> of(PciAddress at) {
        return map(at).map(IdMap::target).or(this::only);
    }

    /// The device ID by which the controller knows the function, unsigned 32 bits.
    Optional<Integer> deviceId(PciAddress at) {
        return map(at).map(map -> map.map(requester(at)));
    }

    private Optional<IdMap> map(PciAddress at) {
        RequesterId requester = requester(at);
        return topology.idMaps().stream()
                .filter(map -> map.role() == IdMap.Role.MSI)
                .filter(map -> map.contains(at.segment(), requester))
                .findFirst();
    }

    private RequesterId requester(PciAddress at) {
        Optional<PciFunction> function = groups.tree().function(at);
        return function.map(groups.tree()::msiRequesterId).orElse(at.requesterId());
    }

    private Optional<String> only() {
        return topology.msiControllers().size() == 1
                ? Optional.of(topology.msiControllers().getFirst()).map(MsiController::name)
                : Optional.empty();
    }
}
