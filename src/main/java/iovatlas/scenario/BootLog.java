package iovatlas.scenario;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;

/// What the kernel prints about groups while it boots.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_alloc_device`.
final class BootLog {

    private BootLog() {}

    static List<String> lines(GroupTable table) {
        var lines = new ArrayList<String>();
        for (PciFunction function : table.tree().registrationOrder()) {
            table.groupOf(function.at())
                    .ifPresent(g -> lines.add(joined("pci", function.at(), g.number())));
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
