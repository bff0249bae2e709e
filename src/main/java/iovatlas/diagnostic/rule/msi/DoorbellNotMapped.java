package iovatlas.diagnostic.rule.msi;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;

/// A message faults in the IOMMU.
///
/// Source: `drivers/iommu/dma-iommu.c:iommu_dma_prepare_msi`.
public final class DoorbellNotMapped implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "DOORBELL_NOT_MAPPED",
                    Severity.ERROR,
                    "A message faults in the IOMMU",
                    "A device sends a message to an address that its domain does not map.",
                    "The IOMMU aborts the write and the interrupt is lost; an SMMUv3 reports event"
                            + " 0x10 (translation fault).",
                    Source.of("drivers/iommu/dma-iommu.c", "iommu_dma_prepare_msi"),
                    Releases.ALL,
                    "Firmware tells the SMMU another stream ID than the hardware sends.",
                    "let firmware tell the IDs that the hardware uses; set the vectors up again"
                            + " after the device has joined its space");

    private static final FiredMessages MESSAGES =
            new FiredMessages(CARD, FiredMessages.End.FAULT, "lost: translation fault");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        return MESSAGES.problems(inspected);
    }
}
