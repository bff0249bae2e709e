package iovatlas.diagnostic.rule.attach;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Refusals;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;
import java.util.Set;

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
        return new Refusals(CARD, KERNEL_RULES)
                .problems(inspected, List.of(new Fix(CARD.fix(), null)));
    }
}
