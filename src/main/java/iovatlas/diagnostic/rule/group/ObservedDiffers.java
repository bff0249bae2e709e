package iovatlas.diagnostic.rule.group;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Mismatch;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.diagnostic.Verification;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.List;

/// A recorded machine whose groups are not those that the model computes.
public final class ObservedDiffers implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "OBSERVED_DIFFERS",
                    Severity.WARNING,
                    "The recorded machine differs from the model",
                    "A snapshot recorded other groups, types or reserved regions than the model"
                            + " computes for it.",
                    "The real kernel is right. Either a fact about the machine is missing or"
                            + " wrong, or the model has a bug.",
                    Source.of("drivers/iommu/iommu.c", ""),
                    Releases.ALL,
                    "A host booted with iommu.passthrough=1, which its document does not say.",
                    "add the fact that is missing; iovatlas verify names what a difference probably"
                            + " comes from");

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
        if (!inspected.atlas().observation().hasGroups()) {
            return List.of();
        }
        return Verification.of(inspected.bootGroups(), inspected.atlas().observation())
                .mismatches()
                .stream()
                .map(ObservedDiffers::problem)
                .toList();
    }

    private static Problem problem(Mismatch mismatch) {
        List<ElementId> elements =
                PciAddress.isAddress(mismatch.subject())
                        ? List.of(new ElementId.OfFunction(PciAddress.parse(mismatch.subject())))
                        : List.of(new ElementId.OfDocument());
        return new Problem(
                CARD.id(),
                CARD.severity(),
                mismatch.toString(),
                "the model differs",
                elements,
                null,
                0,
                List.of());
    }
}
