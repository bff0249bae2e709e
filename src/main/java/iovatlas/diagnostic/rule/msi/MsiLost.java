package iovatlas.diagnostic.rule.msi;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;

/// A message is lost.
///
/// Source: `drivers/irqchip/irq-gic-v3-its.c:its_irq_domain_activate`.
public final class MsiLost implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "MSI_LOST",
                    Severity.ERROR,
                    "A message is lost",
                    "A message dies on its way from the device to the handler.",
                    "Writes of messages have no answer: whatever drops them, the device never"
                            + " learns of it.",
                    Source.of("drivers/irqchip/irq-gic-v3-its.c", "its_irq_domain_activate"),
                    Releases.ALL,
                    "A function whose bus mastering is off.",
                    "follow the path with iovatlas msi and mend the first broken hop");

    private static final FiredMessages MESSAGES =
            new FiredMessages(CARD, FiredMessages.End.LOST, "lost");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        return MESSAGES.problems(inspected);
    }
}
