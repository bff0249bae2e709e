package iovatlas.scenario;

import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;

import java.util.List;
import java.util.Optional;

/// The IDs that the hardware attaches to a function's writes, where they differ from what firmware
/// tells Linux.
///
/// @param state the moment
/// @param function who writes
record MsiTracerWires(KernelState state, PciFunction function) {

    /// The DeviceID that arrives at an ITS.
    int deviceId(String its) {
        MsiParent parent = state.interrupts().parentOf(function.at());
        return wrong(IdMap.Role.MSI)
                .filter(map -> map.target().equals(its))
                .map(map -> map.wiredTo(requester()))
                .orElseGet(() ->
                        parent instanceof MsiParent.OfIts of && of.its().equals(its)
                                ? of.deviceId()
                                : requester().bits());
    }

    /// The stream ID that the IOMMU sees when firmware gives another one; empty when firmware is
    /// right.
    Optional<Integer> strayStreamId() {
        return wrong(IdMap.Role.IOMMU).map(map -> map.wiredTo(requester()));
    }

    /// The function whose table entry a stray stream ID chooses.
    Optional<PciAddress> ownerOf(int streamId) {
        Optional<String> unit = state.groups().iommu(function.at()).map(iommu -> iommu.name());
        return state.topology().functions().stream()
                .map(PciFunction::at)
                .filter(at -> !at.equals(function.at()))
                .filter(at -> state.groups().iommu(at).map(iommu -> iommu.name()).equals(unit))
                .filter(at -> state.groups().streamIds(at).contains(streamId))
                .findFirst();
    }

    private Optional<IdMap> wrong(IdMap.Role role) {
        List<IdMap> maps = state.topology().idMaps();
        return maps.stream()
                .filter(map -> map.role() == role)
                .filter(map -> map.contains(function.at().segment(), requester()))
                .findFirst()
                .filter(map -> map.wiredTo(requester()) != map.map(requester()));
    }

    private RequesterId requester() {
        return state.groups().tree().msiRequesterId(function);
    }
}
