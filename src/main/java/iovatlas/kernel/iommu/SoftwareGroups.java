package iovatlas.kernel.iommu;

import java.util.Map;

/// The groups that VFIO makes by itself, since no IOMMU is behind their members.
final class SoftwareGroups {

    private SoftwareGroups() {}

    /// The state with the groups that the drivers bound now lead to.
    static GroupState settled(Machine machine, GroupState state) {
        return EmulatedGroups.settled(machine, NoIommuGroups.settled(machine, state));
    }

    /// The state without any of them.
    static GroupState cleared(GroupState state) {
        return EmulatedGroups.cleared(state).withNoIommu(Map.of());
    }
}
