package iovatlas.diagnostic.rule.attach;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Refusals;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.SetBootFacts;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.List;
import java.util.Set;

/// Interrupts are not isolated.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_attach_group`.
public final class MsiNotIsolated implements Rule {

    /// The kernel rules whose refusals this one tells of.
    public static final Set<String> KERNEL_RULES = Set.of("type1-unsafe-interrupts");

    private static final RuleCard CARD =
            new RuleCard(
                    "MSI_NOT_ISOLATED",
                    Severity.ERROR,
                    "Interrupts are not isolated",
                    "A device is to be assigned whose interrupts could forge those of others:"
                            + " GICv2m, MBI, x86 without interrupt remapping.",
                    "type1 answers EPERM when the back end is set or the group attached, unless"
                            + " allow_unsafe_interrupts is on; iommufd answers EPERM at bind.",
                    Source.of("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_type1_attach_group"),
                    Releases.ALL,
                    "An assigned function on an x86 host booted with intremap=off.",
                    "switch interrupt remapping on (or use an ITS);"
                            + " vfio_iommu_type1.allow_unsafe_interrupts=1 accepts the risk");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        BootFacts boot = inspected.atlas().boot();
        Fact<Boolean> yes = Fact.given(true);
        var allow = new SetBootFacts("unsafe interrupts", boot.withUnsafeInterrupts(yes, yes));
        return new Refusals(CARD, KERNEL_RULES)
                .problems(
                        inspected,
                        List.of(
                                new Fix("switch interrupt remapping on, or use an ITS", null),
                                new Fix(
                                        "accept the risk: allow_unsafe_interrupts=1 of"
                                                + " vfio_iommu_type1 and iommufd",
                                        allow)));
    }
}
