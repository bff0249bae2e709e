package iovatlas.diagnostic.rule.msi;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;

/// A message lands somewhere else.
///
/// Source: `drivers/iommu/dma-iommu.c:iommu_dma_get_msi_page`.
public final class MsiMisdelivered implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "MSI_MISDELIVERED",
                    Severity.ERROR,
                    "A message lands somewhere else",
                    "A device's message hits a user mapping, or becomes another device's"
                            + " interrupt.",
                    "The write goes silently into memory, and no interrupt arrives.",
                    Source.of("drivers/iommu/dma-iommu.c", "iommu_dma_get_msi_page"),
                    Releases.ALL,
                    "Firmware tells the ITS another device's ID than the hardware sends.",
                    "let firmware tell the IDs that the hardware uses, and keep the doorbell window"
                            + " free of mappings");

    private static final FiredMessages MESSAGES =
            new FiredMessages(CARD, FiredMessages.End.ELSEWHERE, "misdelivered");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        return MESSAGES.problems(inspected);
    }
}
