package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeSet;
import iovatlas.kernel.CallingProcess;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The groups of mediated devices in a type1 back end. They have no domain; their drivers pin single
/// pages of the mappings when they need them.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:struct vfio_iommu` (`emulated_iommu_groups` since 5.17,
/// `external_domain` before).
///
/// @param groups their numbers, in order of joining
/// @param pins what each group's driver has pinned, by group number
/// @param callers the processes that mapped memory while such a group was there, by name
public record EmulatedGroups(
        List<Integer> groups,
        Map<Integer, RangeSet<Iova>> pins,
        Map<String, CallingProcess> callers) {

    static final EmulatedGroups NONE = new EmulatedGroups(List.of(), Map.of(), Map.of());

    public EmulatedGroups {
        groups = List.copyOf(groups);
        pins = Map.copyOf(pins);
        callers = Map.copyOf(callers);
    }

    public boolean isEmpty() {
        return groups.isEmpty();
    }

    /// Everything that any of them has pinned.
    public RangeSet<Iova> pinned() {
        RangeSet<Iova> all = RangeSet.empty();
        for (RangeSet<Iova> ranges : pins.values()) {
            all = all.plus(ranges);
        }
        return all;
    }

    /// What one group's driver has pinned.
    public RangeSet<Iova> pinned(int group) {
        return pins.getOrDefault(group, RangeSet.empty());
    }

    Optional<CallingProcess> caller(String process) {
        return Optional.ofNullable(callers.get(process));
    }

    EmulatedGroups with(int group) {
        var more = new ArrayList<>(groups);
        more.add(group);
        return new EmulatedGroups(more, pins, callers);
    }

    /// Without a group; its driver unpins what it had pinned.
    EmulatedGroups without(int group) {
        List<Integer> rest = groups.stream().filter(g -> g != group).toList();
        return rest.isEmpty() ? NONE : new EmulatedGroups(rest, pins, callers).unpinned(group);
    }

    EmulatedGroups unpinned(int group) {
        var rest = new HashMap<>(pins);
        rest.remove(group);
        return new EmulatedGroups(groups, rest, callers);
    }

    /// After a mapping went: the drivers are told and unpin what they had pinned of it.
    EmulatedGroups unmapped(AddressRange<Iova> mapping) {
        if (pins.isEmpty()) {
            return this;
        }
        var rest = new HashMap<Integer, RangeSet<Iova>>();
        pins.forEach((group, ranges) -> rest.put(group, ranges.minus(mapping)));
        return new EmulatedGroups(groups, rest, callers);
    }

    EmulatedGroups withPinned(int group, AddressRange<Iova> range) {
        var more = new HashMap<>(pins);
        more.merge(group, RangeSet.<Iova>empty().plus(range), RangeSet::plus);
        return new EmulatedGroups(groups, more, callers);
    }

    EmulatedGroups calledBy(CallingProcess caller) {
        if (isEmpty() || caller.equals(callers.get(caller.name()))) {
            return this;
        }
        var more = new HashMap<>(callers);
        more.put(caller.name(), caller);
        return new EmulatedGroups(groups, pins, more);
    }
}
