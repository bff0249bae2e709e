package iovatlas.diagnostic.rule.group;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.GroupRules;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An endpoint that no IOMMU translates.
///
/// Source: `drivers/iommu/iommu.c:iommu_init_device`.
public final class NoGroup implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "NO_GROUP",
                    Severity.NOTE,
                    "A device has no IOMMU group",
                    "An endpoint is covered by no IOMMU, or its IOMMU did not take it.",
                    "It reaches all of memory untranslated, and vfio-pci refuses it with EINVAL.",
                    Source.of("drivers/iommu/iommu.c", "iommu_init_device"),
                    Releases.ALL,
                    "A function that firmware sends straight to the ITS, past the SMMU.",
                    "let firmware describe an IOMMU for it, or switch the IOMMU on");

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
            Optional<PciFunction> function =
                    inspected
                            .atlas()
                            .topology()
                            .function(at)
                            .filter(f -> !f.kind().isBridge())
                            .filter(f -> f.identity().baseClass() != 0x06);
            Optional<Reason> reason =
                    inspected
                            .bootGroups()
                            .whyUngrouped(at)
                            .filter(r -> !r.rule().equals(GroupRules.STREAM_ID_TAKEN));
            if (function.isPresent() && reason.isPresent()) {
                problems.add(problem(function.get(), reason.get()));
            }
        }
        return problems;
    }

    private static Problem problem(PciFunction function, Reason reason) {
        return new Problem(
                CARD.id(),
                CARD.severity(),
                function.at()
                        + (function.name().isEmpty() ? "" : " " + function.name())
                        + " has no group: "
                        + reason.text(),
                "cannot be assigned",
                List.of(new ElementId.OfFunction(function.at())),
                reason,
                0,
                List.of());
    }
}
