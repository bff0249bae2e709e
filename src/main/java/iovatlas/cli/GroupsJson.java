package iovatlas.cli;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedGroup;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Groups as JSON: what `groups --json` prints. Keys: `groups` (`group`, `devices` sorted, `type`,
/// `reserved_regions` with `start`, inclusive `end`, `type`) and `ungrouped`.
final class GroupsJson {

    private GroupsJson() {}

    static Map<String, Object> computed(GroupTable table) {
        List<Object> groups = new ArrayList<>();
        for (IommuGroup group : table.groups()) {
            groups.add(
                    group(
                            group.number(),
                            devices(group),
                            group.type().word(),
                            group.reserved().stream().map(GroupsJson::region).toList()));
        }
        return whole(
                groups, table.ungrouped().stream().map(PciAddress::toString).sorted().toList());
    }

    static Map<String, Object> observed(Observation observation) {
        List<Object> groups = new ArrayList<>();
        for (ObservedGroup group : observation.groups()) {
            groups.add(
                    group(
                            group.number(),
                            group.members(),
                            group.type(),
                            group.regions().stream()
                                    .map(r ->
                                            region(
                                                    r.range().first().unsignedBits(),
                                                    r.range().last().unsignedBits(),
                                                    r.word()))
                                    .toList()));
        }
        return whole(groups, observation.ungrouped());
    }

    /// The members in sysfs spelling, sorted as sysfs sorts names.
    static List<String> devices(IommuGroup group) {
        List<String> names = new ArrayList<>(group.otherMembers());
        group.members().forEach(at -> names.add(at.toString()));
        names.sort(null);
        return names;
    }

    private static Map<String, Object> whole(List<Object> groups, List<String> ungrouped) {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("groups", groups);
        whole.put("ungrouped", ungrouped);
        return whole;
    }

    private static Map<String, Object> group(
            int number, List<String> devices, String type, List<Map<String, Object>> regions) {
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("group", number);
        group.put("devices", devices);
        group.put("type", type);
        group.put("reserved_regions", regions);
        return group;
    }

    private static Map<String, Object> region(ReservedRegion region) {
        return region(
                region.range().first().unsignedBits(),
                region.range().last().unsignedBits(),
                region.type().word());
    }

    private static Map<String, Object> region(long first, long last, String type) {
        Map<String, Object> region = new LinkedHashMap<>();
        region.put("start", "0x" + Long.toHexString(first));
        region.put("end", "0x" + Long.toHexString(last));
        region.put("type", type);
        return region;
    }
}
