package iovatlas.kernel.iommu;

import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.PciAddress;

import java.util.List;

/// Short forms of groups for assertions.
final class Groups {

    private Groups() {}

    static GroupTable of(PciMachine machine) {
        return Grouping.boot(machine.topology(), machine.facts());
    }

    /// The members of each group, ascending by number: `00:1c.0 01:00.0`.
    static List<String> members(PciMachine machine) {
        return members(of(machine));
    }

    static List<String> members(GroupTable table) {
        return table.groups().stream().map(Groups::text).toList();
    }

    static String text(IommuGroup group) {
        List<String> names = group.members().stream().map(PciAddress::shortText).sorted().toList();
        return String.join(" ", names) + String.join(" ", group.otherMembers());
    }

    static List<String> ungrouped(GroupTable table) {
        return table.ungrouped().stream().map(PciAddress::shortText).toList();
    }

    static List<String> regionLines(GroupTable table, String member) {
        return table.groupOf(PciAddress.parse(member)).orElseThrow().reserved().stream()
                .map(ReservedRegion::sysfsLine)
                .toList();
    }
}
