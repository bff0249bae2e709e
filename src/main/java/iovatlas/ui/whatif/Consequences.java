package iovatlas.ui.whatif;

import iovatlas.diagnostic.Problem;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.StepResult;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the kernel makes otherwise of one document than of another: groups, reserved windows, page
/// tables, maps, doorbells, the answers to steps, problems.
public final class Consequences {
    /// A space with more mappings is compared by its first ones.
    private static final int MOST_MAPPINGS = 2000;

    private static final String TABLE = "page table";

    private final Computed before;
    private final Computed after;
    private final List<Consequence> all = new ArrayList<>();

    private Consequences(Computed before, Computed after) {
        this.before = before;
        this.after = after;
    }

    /// The differences, most telling first; empty when the kernel would do the same.
    public static List<Consequence> of(Computed before, Computed after) {
        Consequences found = new Consequences(before, after);
        found.compare("problem", problems(before), problems(after));
        found.steps();
        KernelState old = before.timeline().state(before.timeline().length());
        KernelState now = after.timeline().state(after.timeline().length());
        found.compare("group", groups(before), groups(after));
        found.compare("window", windows(old), windows(now));
        found.tables(PageTableUse.of(before, old), PageTableUse.of(after, now));
        found.compare("map", maps(before, old), maps(after, now));
        found.compare("doorbell", doorbells(before, old), doorbells(after, now));
        return List.copyOf(found.all);
    }

    private void compare(String topic, Set<String> old, Set<String> now) {
        now.stream()
                .filter(text -> !old.contains(text))
                .forEach(text -> all.add(new Consequence("+", topic, text)));
        old.stream()
                .filter(text -> !now.contains(text))
                .forEach(text -> all.add(new Consequence("-", topic, text)));
    }

    /// Steps that are the same in both and are answered otherwise.
    private void steps() {
        List<StepResult> old = before.timeline().results();
        List<StepResult> now = after.timeline().results();
        for (int i = 0; i < Math.min(old.size(), now.size()); i++) {
            boolean same =
                    old.get(i).step().action().word().equals(now.get(i).step().action().word());
            if (same && !old.get(i).word().equals(now.get(i).word())) {
                all.add(
                        new Consequence(
                                "~",
                                "step",
                                "%d %s: %s \u2192 %s"
                                        .formatted(
                                                i + 1,
                                                now.get(i).step().action().word(),
                                                old.get(i).word(),
                                                now.get(i).word())));
            }
        }
    }

    /// Page tables that are made or lost, and those that serve others than before.
    private void tables(Map<String, String> old, Map<String, String> now) {
        now.forEach((table, users) -> {
            String before = old.get(table);
            if (before == null) {
                all.add(new Consequence("+", TABLE, table + " for " + users));
            } else if (!before.equals(users)) {
                all.add(new Consequence("~", TABLE, table + ": " + before + " \u2192 " + users));
            }
        });
        old.forEach((table, users) -> {
            if (!now.containsKey(table)) {
                all.add(new Consequence("-", TABLE, table + " for " + users));
            }
        });
    }

    private static Set<String> problems(Computed computed) {
        return computed.problems().stream()
                .map(Problem::text)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Groups by their members, since numbers shift.
    private static Set<String> groups(Computed computed) {
        return computed.timeline().state(0).groups().groups().stream()
                .map(Consequences::members)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String members(IommuGroup group) {
        return together(names(group));
    }

    static List<String> names(IommuGroup group) {
        List<String> members =
                new ArrayList<>(group.members().stream().map(PciAddress::shortText).toList());
        members.addAll(group.otherMembers());
        return members;
    }

    static String together(List<String> members) {
        List<String> sorted = members.stream().sorted().toList();
        return sorted.size() == 1
                ? sorted.getFirst() + " alone"
                : String.join(" ", sorted) + " together";
    }

    private static Set<String> windows(KernelState state) {
        Set<String> windows = new LinkedHashSet<>();
        for (IommuGroup group : state.groups().groups()) {
            for (ReservedRegion region : group.reserved()) {
                windows.add(
                        "%s %s of %s"
                                .formatted(
                                        region.type().word(),
                                        region.range().hex(),
                                        members(group)));
            }
        }
        return windows;
    }

    private static Set<String> maps(Computed computed, KernelState state) {
        Set<String> maps = new LinkedHashSet<>();
        for (SpaceView space : spaces(computed, state)) {
            space.mappings()
                    .entries()
                    .limit(MOST_MAPPINGS)
                    .forEach(entry -> maps.add(space.name() + " " + entry.range().hex()));
        }
        return maps;
    }

    private static Set<String> doorbells(Computed computed, KernelState state) {
        Set<String> doorbells = new LinkedHashSet<>();
        for (SpaceView space : spaces(computed, state)) {
            for (DomainView domain : space.domains()) {
                for (DoorbellView doorbell : domain.doorbells()) {
                    doorbells.add(
                            "%s d%d %s \u2192 %s"
                                    .formatted(
                                            space.name(),
                                            domain.number(),
                                            doorbell.iova().hex(),
                                            doorbell.controller()));
                }
            }
        }
        return doorbells;
    }

    static List<SpaceView> spaces(Computed computed, KernelState state) {
        return computed.atlas().topology().spaces().stream()
                .map(IovaSpace::name)
                .flatMap(name -> state.space(name).stream())
                .toList();
    }
}
