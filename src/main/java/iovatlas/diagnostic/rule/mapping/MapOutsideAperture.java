package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.scenario.DomainView;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;

/// A mapping that reaches beyond what the IOMMU can translate.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_iova_dma_valid`.
public final class MapOutsideAperture implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "MAP_OUTSIDE_APERTURE",
                    Severity.ERROR,
                    "A mapping reaches beyond the aperture",
                    "A map step asks for IOVAs that the page table of a domain cannot hold.",
                    "VFIO_IOMMU_MAP_DMA answers EINVAL, because the range is in none of the"
                            + " container's valid IOVA ranges.",
                    Source.of("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_iova_dma_valid"),
                    Releases.ALL,
                    "A mapping at 0x10000000000 behind a VT-d unit with 39 address bits.",
                    "Keep the addresses below the aperture's end, or use a wider IOMMU.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        List<Problem> problems = new ArrayList<>();
        for (MapAttempt attempt : MapAttempt.in(inspected)) {
            for (DomainView domain : attempt.domains()) {
                if (!domain.aperture().contains(attempt.range())) {
                    problems.add(problem(attempt, domain));
                    break;
                }
            }
        }
        return problems;
    }

    private static Problem problem(MapAttempt attempt, DomainView domain) {
        AddressRange<Iova> outside = attempt.range().minus(domain.aperture()).getFirst();
        return new Problem(
                CARD.id(),
                CARD.severity(),
                "%s (%s) reaches beyond the aperture %s of %s: %s cannot be translated"
                        .formatted(
                                attempt.owner(),
                                attempt.range().hex(),
                                domain.aperture().hex(),
                                MapAttempt.name(domain),
                                outside.hex()),
                "MAP_DMA \u2192 " + attempt.result().word(),
                List.of(
                        new ElementId.OfIova(attempt.map().space(), outside),
                        new ElementId.OfStep(attempt.result().number()),
                        new ElementId.OfIommu(domain.iommu())),
                attempt.result().calls().getLast().outcome().why().stream()
                        .findFirst()
                        .orElse(null),
                attempt.result().number(),
                List.of());
    }
}
