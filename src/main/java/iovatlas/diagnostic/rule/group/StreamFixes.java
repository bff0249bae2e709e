package iovatlas.diagnostic.rule.group;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.edit.steps.ShareStream;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The way out that changes the firmware's ID map: a stream ID of its own for a function whose stream
/// ID is another one's only because the map says so.
final class StreamFixes {

    private StreamFixes() {}

    /// Empty where the function also appears under a requester ID that is not its own alone, since a
    /// conventional bridge puts that on the wire.
    static Optional<Fix> of(Inspected inspected, PciAddress at) {
        GroupTable groups = inspected.bootGroups();
        List<Integer> ids = groups.streamIds(at);
        String iommu = groups.iommuOf(at).orElse(null);
        if (iommu == null || ids.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> others = new HashSet<>();
        for (PciFunction function : groups.topology().functions()) {
            if (!function.at().equals(at)
                    && groups.iommuOf(function.at()).equals(Optional.of(iommu))) {
                others.addAll(groups.streamIds(function.at()));
            }
        }
        boolean aliased = ids.stream().skip(1).anyMatch(others::contains);
        Optional<Integer> free = freeId(inspected, iommu);
        if (aliased || free.isEmpty()) {
            return Optional.empty();
        }
        var edit = new ShareStream(List.of(at), iommu, free.get());
        return edit.refusal(inspected.atlas()).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Fix(
                                "give it the stream ID 0x%x in the firmware's ID map"
                                        .formatted(free.get()),
                                edit));
    }

    /// The one after the highest that any map of this IOMMU gives.
    private static Optional<Integer> freeId(Inspected inspected, String iommu) {
        return inspected.atlas().topology().idMaps().stream()
                .filter(map -> map.role() == IdMap.Role.IOMMU && map.target().equals(iommu))
                .map(map -> map.map(map.last()))
                .max(Integer::compareUnsigned)
                .filter(highest -> highest != -1)
                .map(highest -> highest + 1);
    }
}
