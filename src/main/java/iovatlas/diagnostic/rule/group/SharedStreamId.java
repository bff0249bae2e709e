package iovatlas.diagnostic.rule.group;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.GroupRules;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// A function without a group, because its stream ID belongs to another function already.
///
/// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_insert_master`.
public final class SharedStreamId implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "SHARED_STREAM_ID",
                    Severity.WARNING,
                    "Two functions share a stream ID",
                    "Behind an SMMUv3 a function's stream ID, its own or one of its aliases, is"
                            + " owned by a function that was probed earlier.",
                    "The later function gets no IOMMU and no group. Its DMA is treated as the"
                            + " other's, and vfio-pci refuses it with EINVAL.",
                    Source.of(
                            "drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c",
                            "arm_smmu_insert_master"),
                    Releases.since(
                            KernelRelease.of(5, 13),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3),
                    "Two functions below a PCIe-to-PCI bridge: both also appear as bus:00.0.",
                    "put the function behind a PCI Express port of its own");

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
        List<Problem> problems = new ArrayList<>();
        for (PciAddress at : inspected.bootGroups().ungrouped()) {
            inspected
                    .bootGroups()
                    .whyUngrouped(at)
                    .filter(reason -> reason.rule().equals(GroupRules.STREAM_ID_TAKEN))
                    .ifPresent(reason -> problems.add(problem(inspected, at, reason)));
        }
        return problems;
    }

    private static Problem problem(Inspected inspected, PciAddress at, Reason reason) {
        return new Problem(
                CARD.id(),
                CARD.severity(),
                reason.text() + ": it has no group and cannot be assigned",
                "no group",
                List.of(new ElementId.OfFunction(at)),
                reason,
                0,
                StreamFixes.of(inspected, at)
                        .map(List::of)
                        .orElseGet(() -> List.of(new Fix(CARD.fix(), null))));
    }
}
