package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A mapping that covers a reserved window of a domain of its space.
///
/// Since 5.4 type1 cuts the windows out of the ranges that it accepts and answers EINVAL; before,
/// the mapping is taken and whoever comes second, the user's or the doorbell's, fails or loses.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_iova_dma_valid`.
public final class MapOverReserved implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "MAP_OVER_RESERVED",
                    Severity.ERROR,
                    "A mapping covers a reserved window",
                    "A map step asks for IOVAs that a device of the space has reserved: the window"
                            + " for MSI doorbells, firmware memory, the interrupt range of x86.",
                    "Since 5.4 VFIO_IOMMU_MAP_DMA answers EINVAL, because the window is cut out of"
                            + " the container's valid IOVA ranges; iommufd answers EINVAL for a"
                            + " fixed address. Older kernels take the mapping, and interrupts or"
                            + " memory are lost silently.",
                    Source.of("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_iova_dma_valid"),
                    Releases.since(
                            KernelRelease.of(5, 4),
                            KernelRelease.V6_1,
                            KernelRelease.V6_12,
                            KernelRelease.V7_3),
                    "Guest RAM of 2 GiB at IOVA 0 in a container with an SMMUv3 device, whose"
                            + " doorbell window is 0x08000000-0x080fffff.",
                    "Leave the window out of the guest's memory map, or place the memory above it."
                            + " Read the ranges from VFIO_IOMMU_GET_INFO or"
                            + " /sys/kernel/iommu_groups/N/reserved_regions.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        List<Problem> problems = new ArrayList<>();
        for (MapAttempt attempt : MapAttempt.in(inspected)) {
            if (attempt.domains().stream().anyMatch(domain -> isOver(attempt, domain))) {
                problems.addAll(problems(inspected, attempt));
            }
        }
        return problems;
    }

    private static boolean isOver(MapAttempt attempt, DomainView domain) {
        for (ReservedRegion region : domain.reserved()) {
            if (region.type().excludesMappings() && region.range().overlaps(attempt.range())) {
                return true;
            }
        }
        return false;
    }

    private static List<Problem> problems(Inspected inspected, MapAttempt attempt) {
        List<Problem> problems = new ArrayList<>();
        Set<AddressRange<Iova>> told = new HashSet<>();
        List<Fix> ways = MapFixes.of(inspected.atlas(), attempt).all();
        for (DomainView domain : attempt.domains()) {
            for (ReservedRegion region : domain.reserved()) {
                if (region.type().excludesMappings() && told.add(region.range())) {
                    List<Fix> fixes = WindowFixes.with(ways, inspected, region);
                    attempt.range()
                            .intersection(region.range())
                            .map(overlap -> problem(attempt, domain, region, overlap, fixes))
                            .ifPresent(problems::add);
                }
            }
        }
        return problems;
    }

    private static Problem problem(
            MapAttempt attempt,
            DomainView domain,
            ReservedRegion region,
            AddressRange<Iova> overlap,
            List<Fix> fixes) {
        boolean refused = !attempt.result().isOk();
        String answer =
                refused
                        ? "MAP_DMA \u2192 " + attempt.result().word()
                        : "accepted: memory and window share these addresses";
        String text =
                "%s (%s) covers the %s window %s of %s: they overlap at %s"
                        .formatted(
                                attempt.owner(),
                                attempt.range().hex(),
                                region.type().title(),
                                region.range().hex(),
                                MapAttempt.name(domain),
                                overlap.hex());
        List<ElementId> elements = new ArrayList<>();
        elements.add(new ElementId.OfIova(attempt.map().space(), overlap));
        elements.add(new ElementId.OfStep(attempt.result().number()));
        elements.add(new ElementId.OfIommu(domain.iommu()));
        return new Problem(
                CARD.id(),
                CARD.severity(),
                text,
                answer,
                elements,
                refused
                        ? attempt.result().calls().getLast().outcome().why().getFirst()
                        : region.reason(),
                attempt.result().number(),
                fixes);
    }
}
