package iovatlas.kernel.iommu;

import iovatlas.kernel.DomainType;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The groups of a machine by number; a new group gets the smallest number that is free.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_alloc`.
final class GroupNumbers {

    private final Map<Integer, IommuGroup> untouched;
    private final Map<Integer, FormedGroup> forming = new HashMap<>();
    private final Set<Integer> others;
    private int lowestFree;

    GroupNumbers(GroupState state) {
        this.untouched = new TreeMap<>(state.groups());
        this.others = Set.copyOf(state.noIommu().values());
    }

    /// A new empty group.
    FormedGroup add() {
        while (isTaken(lowestFree)) {
            lowestFree++;
        }
        FormedGroup group = new FormedGroup(lowestFree, DomainType.UNKNOWN);
        forming.put(lowestFree, group);
        return group;
    }

    private boolean isTaken(int number) {
        return untouched.containsKey(number)
                || forming.containsKey(number)
                || others.contains(number);
    }

    /// The group of that number, ready to be changed.
    FormedGroup get(int number) {
        FormedGroup group = forming.get(number);
        if (group == null) {
            IommuGroup known = untouched.remove(number);
            if (known == null) {
                throw new IllegalStateException("no group " + number);
            }
            group = FormedGroup.of(known);
            forming.put(number, group);
        }
        return group;
    }

    /// Lets a group vanish when it is empty; its number is free again.
    void dropIfEmpty(int number) {
        if (get(number).isEmpty()) {
            forming.remove(number);
            lowestFree = Math.min(lowestFree, number);
        }
    }

    /// The groups, ascending by number; new ones get their default domain now.
    Map<Integer, IommuGroup> finish(DefaultDomains domains, DeviceRegions regions) {
        Map<Integer, IommuGroup> result = new TreeMap<>(untouched);
        for (FormedGroup group : forming.values()) {
            if (group.type() == DomainType.UNKNOWN) {
                group.type(domains.choiceFor(group.members()).type());
            }
            result.put(group.number(), regions.finished(group));
        }
        return result;
    }
}
