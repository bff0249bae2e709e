package iovatlas.scenario;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// What the kernel prints about groups while it boots.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_alloc_device`.
final class BootLog {

    private BootLog() {}

    static List<String> lines(GroupTable table) {
        var lines = new ArrayList<String>();
        for (IommuGroup group : table.groups()) {
            for (PciAddress member : group.members()) {
                lines.add(joined("pci", member, group.number()));
            }
        }
        return lines;
    }

    /// The line of a device that joins a group.
    ///
    /// @param driver what is bound to it then, `pci` for nothing
    static String joined(String driver, PciAddress at, int group) {
        return driver + " " + at + ": Adding to iommu group " + group;
    }
}
