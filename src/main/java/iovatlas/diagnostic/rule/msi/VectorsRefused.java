package iovatlas.diagnostic.rule.msi;

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

/// Vectors cannot be set up.
///
/// Source: `drivers/vfio/pci/vfio_pci_intrs.c:vfio_msi_enable`.
public final class VectorsRefused implements Rule {

    static final String OTHER_ACTIVE = "vfio-irq-other-active";

    /// The kernel rules whose refusals this one tells of.
    public static final Set<String> KERNEL_RULES =
            Set.of("vfio-irq-index", "vfio-irq-range", OTHER_ACTIVE, "vfio-irq-not-active");

    private static final RuleCard CARD =
            new RuleCard(
                    "VECTORS_REFUSED",
                    Severity.ERROR,
                    "Vectors cannot be set up",
                    "SET_IRQS on a device fails.",
                    "The kernel could not allocate the vectors or the request is malformed."
                            + " Whatever lies below, the first vector's failure is told as ENOSPC.",
                    Source.of("drivers/vfio/pci/vfio_pci_intrs.c", "vfio_msi_enable"),
                    Releases.ALL,
                    "Nine vectors asked of a function that has eight.",
                    "ask for no more vectors than the function has; put the device behind an IOMMU"
                            + " with a software window");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        Refusals refusals = new Refusals(CARD, KERNEL_RULES);
        return inspected.refusedBy(KERNEL_RULES).stream()
                .map(call -> {
                    List<Fix> fixes = VectorFixes.of(inspected, call).all();
                    return refusals.problem(
                            inspected,
                            call,
                            fixes.isEmpty() ? List.of(new Fix(CARD.fix(), null)) : fixes);
                })
                .toList();
    }
}
