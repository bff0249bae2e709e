package iovatlas.diagnostic.rule.group;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.Explanation;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;

/// A group that lumps several devices together, so that they can only be assigned as one.
///
/// Source: `drivers/iommu/iommu.c:pci_device_group`.
public final class GroupNotIsolated implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "GROUP_NOT_ISOLATED",
                    Severity.WARNING,
                    "A group holds several devices",
                    "More than one endpoint shares an IOMMU group.",
                    "Linux cannot keep the members of a group apart: they share one page table and"
                            + " can only be given to one user together. The usual cause is a port"
                            + " without ACS, a multifunction slot without ACS, or a conventional"
                            + " bridge.",
                    Source.of("drivers/iommu/iommu.c", "pci_device_group"),
                    Releases.ALL,
                    "Two disks behind a root port and a switch without ACS.",
                    "move a device to a port with ACS, or switch the port's ACS bits on");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public boolean answersForKernel() {
        return false;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        GroupTable table = inspected.bootGroups();
        List<Problem> problems = new ArrayList<>();
        for (IommuGroup group : table.groups()) {
            List<PciAddress> endpoints =
                    group.members().stream()
                            .filter(at ->
                                    table.topology()
                                            .function(at)
                                            .filter(f -> !f.kind().isBridge())
                                            .isPresent())
                            .toList();
            if (endpoints.size() > 1) {
                problems.add(problem(inspected.atlas(), table, group, endpoints));
            }
        }
        return problems;
    }

    private static Problem problem(
            Atlas atlas, GroupTable table, IommuGroup group, List<PciAddress> endpoints) {
        Explanation explanation = table.explain(endpoints.get(0), endpoints.get(1));
        Reason reason =
                explanation.chain().stream()
                        .filter(link -> link.through() != null)
                        .flatMap(link -> link.reasons().stream())
                        .reduce((_, later) -> later)
                        .orElse(null);
        List<ElementId> elements = new ArrayList<>();
        elements.add(new ElementId.OfGroup(group.number()));
        endpoints.forEach(at -> elements.add(new ElementId.OfFunction(at)));
        List<Fix> fixes = new ArrayList<>();
        SlotFixes.of(atlas, endpoints).ifPresent(fixes::add);
        explanation.separations().stream()
                .map(s ->
                        new Fix(
                                s.commandLine().isEmpty()
                                        ? s.summary()
                                        : s.summary() + " (" + s.commandLine() + ")",
                                null))
                .forEach(fixes::add);
        return new Problem(
                CARD.id(),
                CARD.severity(),
                "group %d holds %d functions%s"
                        .formatted(
                                group.number(),
                                group.members().size(),
                                cause(table, group, reason)),
                "assigned only together",
                elements,
                reason,
                0,
                fixes);
    }

    /// The port without ACS when there is one, else the rule's own words.
    private static String cause(
            GroupTable table, IommuGroup group, @org.jspecify.annotations.Nullable Reason reason) {
        for (PciAddress at : group.members()) {
            PciFunction function = table.topology().function(at).orElse(null);
            if (function != null
                    && function.kind().isBridge()
                    && function.capabilities().acs() == null
                    && function.kind().isPcie()) {
                return ": " + at.shortText() + " has no ACS";
            }
        }
        return reason == null ? "" : ": " + reason.text();
    }
}
