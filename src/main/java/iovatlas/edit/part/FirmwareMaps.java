package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.machine.PutIdMaps;
import iovatlas.topology.BusRange;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The ID maps that firmware would write for a new IOMMU or MSI controller: for what is below the
/// bridge that it was dropped on, otherwise for every segment that has none yet.
final class FirmwareMaps {
    private FirmwareMaps() {}

    static Edit of(Atlas atlas, IdMap.Role role, String target, ElementId on) {
        Topology topology = atlas.topology();
        List<IdMap> maps = new ArrayList<>();
        switch (on) {
            case ElementId.OfHostBridge(int segment, int bus) ->
                    topology.hostBridges().stream()
                            .filter(h -> h.segment() == segment && h.rootBus() == bus)
                            .map(HostBridge::buses)
                            .forEach(buses -> maps.add(map(role, segment, buses, target)));
            case ElementId.OfFunction(PciAddress at) -> {
                topology.function(at)
                        .flatMap(f -> Optional.ofNullable(f.buses()))
                        .ifPresent(buses -> maps.add(map(role, at.segment(), buses, target)));
                maps.add(
                        new IdMap(
                                role,
                                at.segment(),
                                at.requesterId(),
                                at.requesterId(),
                                target,
                                at.requesterId().bits()));
            }
            case ElementId _ -> {
                for (int segment : segments(topology)) {
                    if (topology.idMaps().stream()
                            .noneMatch(m -> m.role() == role && m.segment() == segment)) {
                        maps.add(map(role, segment, new BusRange(0, 255), target));
                    }
                }
            }
        }
        return new PutIdMaps(maps);
    }

    private static List<Integer> segments(Topology topology) {
        List<Integer> segments =
                Stream.concat(
                                topology.hostBridges().stream().map(HostBridge::segment),
                                topology.functions().stream()
                                        .map(PciFunction::at)
                                        .map(PciAddress::segment))
                        .distinct()
                        .sorted()
                        .toList();
        return segments.isEmpty() ? List.of(0) : segments;
    }

    private static IdMap map(IdMap.Role role, int segment, BusRange buses, String target) {
        RequesterId first = RequesterId.of(buses.first(), 0);
        RequesterId last = RequesterId.of(buses.last(), 0xff);
        return new IdMap(role, segment, first, last, target, first.bits());
    }
}
