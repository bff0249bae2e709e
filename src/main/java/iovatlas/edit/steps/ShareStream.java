package iovatlas.edit.steps;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.IdMap;
import iovatlas.topology.PciAddress;
import iovatlas.topology.RequesterId;

import java.util.ArrayList;
import java.util.List;

/// Gives devices stream IDs by hand: each gets a range of its own in the ID map, before all others,
/// since the first range that contains an ID counts. Several devices with one stream ID share it.
///
/// @param devices functions of one segment
/// @param iommu name of the IOMMU
/// @param streamId unsigned 32 bits
public record ShareStream(List<PciAddress> devices, String iommu, int streamId) implements Attempt {
    public ShareStream {
        devices = List.copyOf(devices);
    }

    @Override
    public String description() {
        return "Set Stream ID 0x" + Integer.toHexString(streamId);
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        List<IdMap> maps = new ArrayList<>();
        for (PciAddress device : devices) {
            RequesterId id = device.requesterId();
            maps.add(new IdMap(IdMap.Role.IOMMU, device.segment(), id, id, iommu, streamId));
        }
        for (IdMap map : atlas.topology().idMaps()) {
            if (devices.stream().noneMatch(device -> isAlone(map, device))) {
                maps.add(map);
            }
        }
        return atlas.withTopology(atlas.topology().withIdMaps(maps));
    }

    private static boolean isAlone(IdMap map, PciAddress device) {
        return map.role() == IdMap.Role.IOMMU
                && map.segment() == device.segment()
                && map.first().equals(device.requesterId())
                && map.last().equals(device.requesterId());
    }
}
