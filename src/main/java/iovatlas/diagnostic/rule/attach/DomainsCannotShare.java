package iovatlas.diagnostic.rule.attach;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A space that the kernel mirrors over several page tables.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_attach_group`.
public final class DomainsCannotShare implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "DOMAINS_CANNOT_SHARE",
                    Severity.NOTE,
                    "One space is mirrored over several domains",
                    "The devices of a space stand behind IOMMUs that cannot share a page table.",
                    "Every mapping is made once in each domain, newest domain first, and doorbell"
                            + " pages are placed in each domain on their own. All domains must be"
                            + " able to hold every mapping.",
                    Source.of("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_type1_attach_group"),
                    Releases.ALL,
                    "Two network functions behind two SMMUs in one container.",
                    "nothing to mend; put devices behind one IOMMU if mapping time matters");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        List<Problem> problems = new ArrayList<>();
        for (SpaceView space : inspected.last().spaces()) {
            // Page tables that somebody allocated on purpose are no surprise.
            List<DomainView> chosen =
                    space.domains().stream()
                            .filter(domain -> domain.chosenTable().isEmpty())
                            .toList();
            if (chosen.size() > 1) {
                problems.add(problem(space, chosen));
            }
        }
        return problems;
    }

    private static Problem problem(SpaceView space, List<DomainView> chosen) {
        String domains =
                chosen.stream()
                        .map(d -> "d" + d.number() + " (" + d.iommu() + ")")
                        .collect(Collectors.joining(", "));
        List<ElementId> elements = new ArrayList<>();
        elements.add(new ElementId.OfSpace(space.name()));
        for (DomainView domain : chosen) {
            elements.add(new ElementId.OfDomain(space.name(), domain.number()));
        }
        return new Problem(
                CARD.id(),
                CARD.severity(),
                space.name() + " is mirrored over " + chosen.size() + " domains: " + domains,
                "each mapping is made in every domain",
                elements,
                null,
                0,
                List.of());
    }
}
