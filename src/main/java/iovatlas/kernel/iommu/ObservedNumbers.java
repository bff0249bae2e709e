package iovatlas.kernel.iommu;

import iovatlas.observation.ObservedGroup;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Gives computed groups the numbers that were recorded for the same members, where the numbers
/// follow from the order in which drivers were bound and so from no rule. Members, regions and
/// types stay as computed.
final class ObservedNumbers {

    private final Map<List<String>, Integer> recorded = new HashMap<>();

    private ObservedNumbers(List<ObservedGroup> groups) {
        for (ObservedGroup group : groups) {
            recorded.put(group.members().stream().sorted().toList(), group.number());
        }
    }

    static GroupState apply(GroupState state, List<ObservedGroup> groups) {
        return new ObservedNumbers(groups).renumber(state);
    }

    private GroupState renumber(GroupState state) {
        Map<Integer, Integer> numbers = numbers(state);
        Map<Integer, IommuGroup> renumbered = new TreeMap<>();
        state.groups()
                .forEach((old, group) -> {
                    int number = numbers.getOrDefault(old, old);
                    renumbered.put(number, group.withNumber(number));
                });
        Set<Integer> observed = new HashSet<>();
        state.groups()
                .forEach((old, group) -> {
                    if (recorded.containsKey(members(group))) {
                        observed.add(numbers.getOrDefault(old, old));
                    }
                });
        Map<PciAddress, Integer> groupOf = new HashMap<>();
        state.groupOf().forEach((at, old) -> groupOf.put(at, numbers.getOrDefault(old, old)));
        Map<String, Integer> others = new HashMap<>();
        state.groupOfOther().forEach((at, old) -> others.put(at, numbers.getOrDefault(old, old)));
        Map<StreamKey, StreamEntry> streams = new HashMap<>();
        state.streams()
                .forEach((key, entry) ->
                        streams.put(
                                key,
                                entry.remembering(
                                        numbers.getOrDefault(entry.group(), entry.group()))));
        return new GroupState(
                renumbered,
                groupOf,
                others,
                state.links(),
                state.refusals(),
                streams,
                state.drivers(),
                observed,
                state.noIommu(),
                state.emulated());
    }

    /// New number by old number: recorded ones first, the rest takes the smallest that are free.
    private Map<Integer, Integer> numbers(GroupState state) {
        Map<Integer, Integer> numbers = new HashMap<>();
        List<Integer> open = new ArrayList<>();
        state.groups()
                .forEach((old, group) -> {
                    Integer number = recorded.get(members(group));
                    if (number == null) {
                        open.add(old);
                    } else {
                        numbers.put(old, number);
                    }
                });
        Set<Integer> taken = new HashSet<>(numbers.values());
        int free = 0;
        for (int old : open) {
            while (!taken.add(free)) {
                free++;
            }
            numbers.put(old, free);
        }
        return numbers;
    }

    private static List<String> members(IommuGroup group) {
        List<String> names = new ArrayList<>(group.otherMembers());
        group.members().forEach(at -> names.add(at.toString()));
        names.sort(null);
        return names;
    }
}
