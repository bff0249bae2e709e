package iovatlas.diagnostic.rule.attach;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Refusals;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.steps.FreeGroup;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.BoundDrivers;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A group is not viable.
///
/// Source: `drivers/iommu/iommu.c:iommu_group_claim_dma_owner`.
public final class GroupNotViable implements Rule {

    /// The kernel rules whose refusals this one tells of.
    public static final Set<String> KERNEL_RULES =
            Set.of("group-not-viable", "group-not-viable-late", "group-owned-by-another");

    private static final RuleCard CARD =
            new RuleCard(
                    "GROUP_NOT_VIABLE",
                    Severity.ERROR,
                    "A group is not viable",
                    "A device is to be assigned while another member of its IOMMU group is bound to"
                            + " a driver that does DMA through the kernel.",
                    "SET_CONTAINER (or the bind to iommufd) answers EPERM: the group's DMA belongs"
                        + " to the kernel. Before 5.19 the refusal was an EINVAL, and came late.",
                    Source.of("drivers/iommu/iommu.c", "iommu_group_claim_dma_owner"),
                    Releases.ALL,
                    "A network function in one group with a disk controller that is bound to ahci.",
                    "bind every member of the group to vfio-pci, pci-stub or no driver");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        Refusals refusals = new Refusals(CARD, KERNEL_RULES);
        return inspected.refusedBy(KERNEL_RULES).stream()
                .map(call -> refusals.problem(inspected, call, fixes(inspected, call)))
                .toList();
    }

    private static List<Fix> fixes(Inspected inspected, Inspected.RefusedCall call) {
        Fix words = new Fix(CARD.fix(), null);
        if (!(call.result().step().action() instanceof Step.Attach attach)) {
            return List.of(words);
        }
        GroupTable groups = inspected.timeline().state(call.step() - 1).groups();
        List<PciAddress> blocking =
                groups.groupOf(attach.device()).map(IommuGroup::members).orElse(List.of()).stream()
                        .filter(at ->
                                groups.driverOf(at).filter(BoundDrivers::usesDmaApi).isPresent())
                        .toList();
        var edit = new FreeGroup(call.step(), blocking);
        if (blocking.isEmpty() || edit.refusal(inspected.atlas()).isPresent()) {
            return List.of(words);
        }
        Topology topology = inspected.atlas().topology();
        String names =
                blocking.stream()
                        .map(at ->
                                topology.function(at)
                                        .map(PciFunction::label)
                                        .orElse(at.shortText()))
                        .collect(Collectors.joining(", "));
        return List.of(new Fix("bind " + names + " to vfio-pci before that step", edit));
    }
}
