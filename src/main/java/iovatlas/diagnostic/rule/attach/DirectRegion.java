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

/// Firmware memory refuses assignment.
///
/// Source: `drivers/iommu/iommu.c:__iommu_device_set_domain`.
public final class DirectRegion implements Rule {

    /// The kernel rules whose refusals this one tells of.
    public static final Set<String> KERNEL_RULES =
            Set.of(
                    "direct-region-refuses-blocking",
                    "vtd-direct-region-refuses-blocking",
                    "vtd-direct-region-refuses");

    private static final RuleCard CARD =
            new RuleCard(
                    "DIRECT_REGION",
                    Severity.ERROR,
                    "Firmware memory refuses assignment",
                    "A device is to be assigned for which firmware demands a fixed identity mapping"
                            + " (RMRR, IVMD, RMR) that the kernel may not relax.",
                    "The device cannot be taken off its default domain: SET_CONTAINER answers"
                        + " EINVAL since 6.12, EPERM before on VT-d. Display and USB functions are"
                        + " exempt on VT-d.",
                    Source.of("drivers/iommu/iommu.c", "__iommu_device_set_domain"),
                    Releases.ALL,
                    "A storage controller named by an RMRR that the BMC uses.",
                    "ask the vendor for firmware that releases the region, or move the device to"
                            + " another slot");

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
