package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.PciAddress;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Groups of one member each that VFIO makes for functions without IOMMU while
/// `vfio.enable_unsafe_noiommu_mode` is on. They live as long as the VFIO driver is bound and take
/// their numbers from the same pool as the IOMMU groups.
///
/// Source: `drivers/vfio/group.c:vfio_group_find_or_alloc, vfio_noiommu_group_alloc`; up to 5.18
/// `drivers/vfio/vfio.c` does so only on a bus for which no IOMMU driver has registered.
final class NoIommuGroups {

    private static final KernelRelease BESIDE_AN_IOMMU = KernelRelease.of(5, 19);

    private NoIommuGroups() {}

    /// The state with the groups that the drivers bound now lead to; the same state when the mode is
    /// off.
    static GroupState settled(Machine machine, GroupState state) {
        if (!isPossible(machine)) {
            return state;
        }
        Map<PciAddress, Integer> numbers = new HashMap<>();
        Set<Integer> taken = new HashSet<>(state.groups().keySet());
        for (PciNode node : machine.tree().nodes()) {
            Integer number = state.noIommu().get(node.at());
            if (number != null && isDue(state, node)) {
                numbers.put(node.at(), number);
                taken.add(number);
            }
        }
        int free = 0;
        for (PciNode node : machine.tree().nodes()) {
            if (isDue(state, node) && !numbers.containsKey(node.at())) {
                while (!taken.add(free)) {
                    free++;
                }
                numbers.put(node.at(), free);
            }
        }
        return state.withNoIommu(numbers);
    }

    private static boolean isPossible(Machine machine) {
        boolean alone = machine.topology().iommus().isEmpty() || !machine.facts().iommuOn().value();
        return machine.facts().noIommuMode().value()
                && (alone || machine.release().atLeast(BESIDE_AN_IOMMU));
    }

    private static boolean isDue(GroupState state, PciNode node) {
        String driver = state.drivers().get(node.at());
        return driver != null
                && BoundDrivers.isVfio(driver)
                && !node.function().kind().isBridge()
                && !state.groupOf().containsKey(node.at());
    }
}
