package iovatlas.kernel.iommu;

import iovatlas.kernel.DomainType;
import iovatlas.topology.MediatedDevice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Groups of one member each that VFIO makes for mediated devices. No IOMMU is behind them, so that
/// they have no domain and no reserved regions. They live as long as the parent's driver is bound, and
/// take their numbers from the same pool as all groups, after those that boot forms.
///
/// Source: `drivers/vfio/group.c:vfio_noiommu_group_alloc` (for VFIO_EMULATED_IOMMU); up to 5.15
/// `drivers/vfio/mdev/mdev_driver.c:mdev_attach_iommu`.
final class EmulatedGroups {

    private EmulatedGroups() {}

    /// The state with the groups of the mediated devices that can exist now.
    static GroupState settled(Machine machine, GroupState state) {
        GroupState rest = state;
        for (Map.Entry<String, Integer> old : state.emulated().entrySet()) {
            if (machine.topology()
                    .mediatedDevice(old.getKey())
                    .filter(device -> isDue(state, device))
                    .isEmpty()) {
                rest = without(rest, old.getKey(), old.getValue());
            }
        }
        for (MediatedDevice device : machine.topology().mediatedDevices()) {
            if (isDue(state, device) && !rest.emulated().containsKey(device.name())) {
                rest = with(rest, device.name());
            }
        }
        return rest;
    }

    /// The state with none of these groups, so that their numbers are free.
    static GroupState cleared(GroupState state) {
        GroupState rest = state;
        for (Map.Entry<String, Integer> old : state.emulated().entrySet()) {
            rest = without(rest, old.getKey(), old.getValue());
        }
        return rest;
    }

    private static boolean isDue(GroupState state, MediatedDevice device) {
        String driver = state.drivers().get(device.parent());
        return driver != null && BoundDrivers.usesDmaApi(driver);
    }

    private static GroupState with(GroupState state, String name) {
        int number = 0;
        while (state.groups().containsKey(number) || state.noIommu().containsValue(number)) {
            number++;
        }
        Map<Integer, IommuGroup> groups = new TreeMap<>(state.groups());
        groups.put(
                number,
                new IommuGroup(number, List.of(), List.of(name), DomainType.UNKNOWN, List.of()));
        Map<String, Integer> emulated = new HashMap<>(state.emulated());
        emulated.put(name, number);
        return state.withEmulated(groups, emulated);
    }

    private static GroupState without(GroupState state, String name, int number) {
        Map<Integer, IommuGroup> groups = new TreeMap<>(state.groups());
        groups.remove(number);
        Map<String, Integer> emulated = new HashMap<>(state.emulated());
        emulated.remove(name);
        return state.withEmulated(groups, emulated);
    }
}
