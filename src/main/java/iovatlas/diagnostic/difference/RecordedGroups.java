package iovatlas.diagnostic.difference;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.kernel.pci.PciNode;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedGroup;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The groups that two captures recorded, and what may have moved a function from one to another:
/// what the model computes, and the ACS control bits of the bridges above it.
final class RecordedGroups {

    private final Side before;
    private final Side after;
    private final FunctionMatch match;

    /// One capture.
    ///
    /// @param table what the model computes of it
    /// @param groups what was recorded, by member
    /// @param functions likewise
    record Side(
            GroupTable table,
            Map<PciAddress, ObservedGroup> groups,
            Map<PciAddress, ObservedFunction> functions) {

        static Side of(
                GroupTable table, List<ObservedGroup> groups, List<ObservedFunction> functions) {
            var byMember = new HashMap<PciAddress, ObservedGroup>();
            for (ObservedGroup group : groups) {
                members(group).forEach(at -> byMember.put(at, group));
            }
            var byAddress = new HashMap<PciAddress, ObservedFunction>();
            functions.forEach(function -> byAddress.put(function.at(), function));
            return new Side(table, byMember, byAddress);
        }

        List<PciAddress> partners(PciAddress at) {
            @Nullable ObservedGroup group = groups.get(at);
            return group == null
                    ? List.of()
                    : members(group).stream().filter(other -> !other.equals(at)).sorted().toList();
        }

        List<PciAddress> computedPartners(PciAddress at) {
            return table.groupOf(at).stream()
                    .flatMap(group -> group.members().stream())
                    .filter(other -> !other.equals(at))
                    .sorted()
                    .toList();
        }

        String text(PciAddress at) {
            @Nullable ObservedGroup group = groups.get(at);
            if (group == null) {
                return "no group";
            }
            List<PciAddress> others = partners(at);
            return "group "
                    + group.number()
                    + (others.isEmpty()
                            ? ", alone"
                            : " with "
                                    + others.stream()
                                            .map(PciAddress::shortText)
                                            .collect(Collectors.joining(", ")));
        }

        private static List<PciAddress> members(ObservedGroup group) {
            return group.members().stream()
                    .filter(PciAddress::isAddress)
                    .map(PciAddress::parse)
                    .toList();
        }
    }

    RecordedGroups(Side before, Side after, FunctionMatch match) {
        this.before = before;
        this.after = after;
        this.match = match;
    }

    /// The difference of a function that both captures have; empty when it kept its company.
    Optional<Difference> of(PciAddress at, PciAddress there, String name) {
        if (before.groups().isEmpty() || after.groups().isEmpty()) {
            return Optional.empty();
        }
        boolean had = before.groups().containsKey(at);
        boolean has = after.groups().containsKey(there);
        List<PciAddress> then = match.translated(before.partners(at));
        List<PciAddress> now =
                after.partners(there).stream().filter(match.found()::containsValue).toList();
        return had == has && then.equals(now)
                ? Optional.empty()
                : Optional.of(
                        new Difference(
                                Difference.Kind.RECORDED,
                                name,
                                before.text(at),
                                after.text(there),
                                why(at, there)));
    }

    private List<String> why(PciAddress at, PciAddress there) {
        List<String> lines = new ArrayList<>(controls(at, there));
        lines.addAll(slotMates(there));
        boolean saidBefore = before.computedPartners(at).equals(before.partners(at));
        boolean saysNow = after.computedPartners(there).equals(after.partners(there));
        if (saidBefore && saysNow) {
            lines.add("the model computes both");
        } else if (saysNow) {
            lines.add("the model computes the second, and from the first capture the same");
        } else if (saidBefore) {
            lines.add(
                    "the model computes the first from both captures: what moved it is not in them"
                            + " (the kernel's release or command line, a probe order, ACS bits that"
                            + " only lspci -vv as root shows)");
        } else {
            lines.add("the model computes neither: the captures lack what decides it");
        }
        return lines;
    }

    /// ACS control words on the way up that differ.
    private List<String> controls(PciAddress at, PciAddress there) {
        List<String> lines = new ArrayList<>();
        Optional<PciNode> from = before.table().tree().node(at);
        Optional<PciNode> to = after.table().tree().node(there);
        while (from.isPresent() && to.isPresent()) {
            @Nullable Integer was = control(before, from.get().at());
            @Nullable Integer is = control(after, to.get().at());
            if (was != null && is != null && !was.equals(is)) {
                lines.add(
                        "ACS control of %s: %s before, %s after"
                                .formatted(to.get().at(), AcsWord.names(was), AcsWord.names(is)));
            }
            from = Optional.ofNullable(from.get().bridge());
            to = Optional.ofNullable(to.get().bridge());
        }
        return lines;
    }

    private static @Nullable Integer control(Side side, PciAddress at) {
        @Nullable ObservedFunction function = side.functions().get(at);
        return function == null ? null : function.acsControl();
    }

    /// Functions of one device that are newly together: only ACS, real or by a quirk, keeps such
    /// functions apart, so that these are where to look.
    private List<String> slotMates(PciAddress there) {
        Map<PciAddress, PciAddress> back = new HashMap<>();
        match.found().forEach((was, is) -> back.put(is, was));
        List<PciAddress> all = new ArrayList<>(after.partners(there));
        all.add(there);
        Map<Integer, List<PciAddress>> slots =
                all.stream()
                        .filter(back::containsKey)
                        .sorted()
                        .collect(
                                Collectors.groupingBy(
                                        at -> at.requesterId().bits() >> 3,
                                        TreeMap::new,
                                        Collectors.toList()));
        List<String> lines = new ArrayList<>();
        for (List<PciAddress> mates : slots.values()) {
            long groups =
                    mates.stream()
                            .map(at -> before.groups().get(back.getOrDefault(at, at)))
                            .filter(Objects::nonNull)
                            .map(ObservedGroup::number)
                            .distinct()
                            .count();
            if (mates.size() > 1 && groups > 1) {
                lines.add(
                        mates.stream().map(PciAddress::shortText).collect(Collectors.joining(", "))
                                + " are functions of one device, in %d groups before: ACS kept them"
                                        .formatted(groups)
                                + " apart, and no longer does");
            }
        }
        return lines;
    }
}
