package iovatlas.oracle;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Lists what differs between computed and recorded groups.
final class GroupComparison {

    private final List<String> differences = new ArrayList<>();
    private int numbers;

    static GroupComparison of(GroupTable computed, RecordedGroups recorded) {
        GroupComparison comparison = new GroupComparison();
        comparison.compare(computed, recorded);
        return comparison;
    }

    List<String> differences() {
        return differences;
    }

    /// How many groups have another number than recorded, although their members are right.
    int otherNumbers() {
        return numbers;
    }

    private void compare(GroupTable computed, RecordedGroups recorded) {
        Map<List<String>, IommuGroup> byMembers = new HashMap<>();
        computed.groups().forEach(group -> byMembers.put(members(group), group));
        recorded.groups()
                .forEach((number, group) -> {
                    IommuGroup same = byMembers.remove(group.devices());
                    if (same == null) {
                        differences.add("only recorded: " + group.devices());
                    } else {
                        compare(same, number, group);
                    }
                });
        byMembers.keySet().forEach(group -> differences.add("only computed: " + group));
        TreeSet<String> without = new TreeSet<>();
        computed.ungrouped().forEach(at -> without.add(at.toString()));
        if (!without.equals(new TreeSet<>(recorded.ungrouped()))) {
            differences.add(
                    "without group: computed " + without + ", recorded " + recorded.ungrouped());
        }
    }

    private void compare(IommuGroup computed, int number, RecordedGroups.Group recorded) {
        numbers += computed.number() == number ? 0 : 1;
        if (!computed.type().word().equals(recorded.type())) {
            differences.add(
                    recorded.devices()
                            + ": type computed "
                            + computed.type().word()
                            + ", recorded "
                            + recorded.type());
        }
        List<String> regions = computed.reserved().stream().map(GroupComparison::text).toList();
        if (!regions.equals(recorded.regions())) {
            differences.add(
                    recorded.devices()
                            + ": regions computed "
                            + regions
                            + ", recorded "
                            + recorded.regions());
        }
    }

    private static List<String> members(IommuGroup group) {
        List<String> names = new ArrayList<>(group.otherMembers());
        group.members().stream().map(PciAddress::toString).forEach(names::add);
        return names.stream().sorted().toList();
    }

    private static String text(ReservedRegion region) {
        return "0x%x 0x%x %s"
                .formatted(
                        region.range().first().unsignedBits(),
                        region.range().last().unsignedBits(),
                        region.type().word());
    }
}
