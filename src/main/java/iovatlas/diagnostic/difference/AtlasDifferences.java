package iovatlas.diagnostic.difference;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.difference.Difference.Kind;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Compares two inputs: facts, functions, groups and regions at boot, answers to the same steps.
public final class AtlasDifferences {
    private static final int MOST_REASONS = 8;

    private final GroupTable before;
    private final GroupTable after;
    private final FunctionMatch match;
    private final RecordedGroups recorded;
    private final List<Difference> found = new ArrayList<>();

    private AtlasDifferences(Atlas first, GroupTable before, Atlas second, GroupTable after) {
        this.before = before;
        this.after = after;
        this.match = FunctionMatch.of(before.tree(), after.tree());
        this.recorded = new RecordedGroups(side(before, first), side(after, second), match);
    }

    private static RecordedGroups.Side side(GroupTable table, Atlas atlas) {
        return RecordedGroups.Side.of(
                table, atlas.observation().groups(), atlas.observation().functions());
    }

    /// What differs, facts first, then by address, then by step.
    public static List<Difference> of(
            Atlas first, Timeline firstRun, Atlas second, Timeline secondRun) {
        var differences =
                new AtlasDifferences(
                        first, firstRun.state(0).groups(), second, secondRun.state(0).groups());
        differences.facts(first.boot(), second.boot());
        differences.functions();
        differences.answers(firstRun, secondRun);
        return List.copyOf(differences.found);
    }

    private void add(Kind kind, String subject, String from, String to, List<String> why) {
        found.add(new Difference(kind, subject, from, to, why));
    }

    private void facts(BootFacts from, BootFacts to) {
        fact("kernel release", from.release().value(), to.release().value());
        fact(
                "architecture",
                from.architecture().value().spelling(),
                to.architecture().value().spelling());
        fact("IOMMU on", from.iommuOn().value(), to.iommuOn().value());
        fact("default domain", from.defaultDomain().value(), to.defaultDomain().value());
        fact(
                "interrupt remapping",
                from.interruptRemapping().value(),
                to.interruptRemapping().value());
        fact("command line", from.commandLine().value().text(), to.commandLine().value().text());
        fact("page size", from.pageSize().value().text(), to.pageSize().value().text());
    }

    private void fact(String name, Object from, Object to) {
        if (!from.equals(to)) {
            add(Kind.FACT, name, from.toString(), to.toString(), List.of());
        }
    }

    private void functions() {
        for (PciFunction function : before.topology().functions()) {
            PciAddress at = function.at();
            Optional<PciAddress> there = match.of(at);
            if (there.isEmpty()) {
                add(Kind.GONE, name(before, at), group(before, at), "", List.of());
            } else {
                compare(at, there.get());
            }
        }
        for (PciFunction function : after.topology().functions()) {
            if (!match.found().containsValue(function.at())) {
                PciAddress at = function.at();
                add(Kind.APPEARED, name(after, at), "", group(after, at), lines(after, at, at));
            }
        }
    }

    private void compare(PciAddress at, PciAddress there) {
        if (!at.equals(there)) {
            add(Kind.READDRESSED, name(before, at), at.toString(), there.toString(), List.of());
        }
        boolean had = before.groupOf(at).isPresent();
        boolean has = after.groupOf(there).isPresent();
        List<PciAddress> partners = match.translated(partners(before, at));
        List<PciAddress> now =
                partners(after, there).stream().filter(match.found()::containsValue).toList();
        if (had != has || !partners.equals(now)) {
            add(
                    Kind.GROUP,
                    name(after, there),
                    group(before, at),
                    group(after, there),
                    why(at, there, partners, now));
        }
        recorded.of(at, there, name(after, there)).ifPresent(found::add);
        String from = regions(before, at);
        String to = regions(after, there);
        if (had && has && !from.equals(to)) {
            add(Kind.REGIONS, name(after, there), from, to, List.of());
        }
    }

    /// Why the function is now with somebody that it was not with, or no longer with somebody.
    private List<String> why(
            PciAddress at, PciAddress there, List<PciAddress> partners, List<PciAddress> now) {
        Optional<PciAddress> joined = now.stream().filter(p -> !partners.contains(p)).findFirst();
        Optional<PciAddress> left = partners.stream().filter(p -> !now.contains(p)).findFirst();
        var lines = new ArrayList<String>();
        if (joined.isPresent()) {
            lines.addAll(lines(after, there, joined.get()));
        } else if (left.isPresent()) {
            lines.addAll(lines(after, there, left.get()));
            lines.add("before:");
            before.groupOf(at).stream()
                    .flatMap(group -> group.members().stream())
                    .filter(member -> match.of(member).equals(left))
                    .findFirst()
                    .ifPresent(member -> lines.addAll(lines(before, at, member)));
        } else {
            after.whyUngrouped(there).ifPresent(reason -> lines.add(reason.text()));
        }
        return lines;
    }

    private static List<String> lines(GroupTable table, PciAddress first, PciAddress second) {
        List<String> lines = table.explain(first, second).lines();
        return lines.subList(0, Math.min(lines.size(), MOST_REASONS));
    }

    private static List<PciAddress> partners(GroupTable table, PciAddress at) {
        return table.groupOf(at).stream()
                .flatMap(group -> group.members().stream())
                .filter(member -> !member.equals(at))
                .sorted()
                .toList();
    }

    private static String name(GroupTable table, PciAddress at) {
        String label = table.topology().function(at).map(PciFunction::name).orElse("");
        return label.isEmpty() ? at.toString() : at + " " + label;
    }

    private static String group(GroupTable table, PciAddress at) {
        Optional<IommuGroup> group = table.groupOf(at);
        if (group.isEmpty()) {
            return "no group";
        }
        List<PciAddress> others = partners(table, at);
        return "group "
                + group.get().number()
                + (others.isEmpty()
                        ? ", alone"
                        : " with "
                                + others.stream()
                                        .map(PciAddress::shortText)
                                        .collect(Collectors.joining(", ")));
    }

    private static String regions(GroupTable table, PciAddress at) {
        return table.groupOf(at).stream()
                .flatMap(group -> group.reserved().stream())
                .map(ReservedRegion::sysfsLine)
                .collect(Collectors.joining("; "));
    }

    private void answers(Timeline first, Timeline second) {
        for (int i = 1; i <= Math.min(first.length(), second.length()); i++) {
            StepResult from = first.result(i);
            StepResult to = second.result(i);
            boolean same = from.step().action().equals(to.step().action());
            if (same && !from.word().equals(to.word())) {
                add(
                        Kind.ANSWER,
                        "step " + i + " " + from.step().action().word(),
                        from.word(),
                        to.word(),
                        reasons(from, to));
            }
        }
        if (first.length() != second.length()) {
            add(
                    Kind.ANSWER,
                    "number of steps",
                    Integer.toString(first.length()),
                    Integer.toString(second.length()),
                    List.of());
        }
    }

    private static List<String> reasons(StepResult from, StepResult to) {
        StepResult refused = to.isOk() ? from : to;
        return refused.calls().stream()
                .filter(call -> !call.outcome().isOk())
                .flatMap(call -> call.outcome().why().stream())
                .map(reason -> reason.text() + " (" + reason.rule().source() + ")")
                .toList();
    }
}
