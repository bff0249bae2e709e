package iovatlas.diagnostic.rule.attach;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Refusals;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A device that cannot join a space, because what it reserves or cannot reach is mapped already.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_resv_conflict, vfio_iommu_aper_conflict`.
public final class AttachConflict implements Rule {

    /// The kernel rules whose refusals this one tells of.
    public static final Set<String> KERNEL_RULES =
            Set.of("type1-reserved-conflict", "type1-aperture-conflict", "type1-no-iova-left");

    private static final RuleCard CARD =
            new RuleCard(
                    "ATTACH_CONFLICT",
                    Severity.ERROR,
                    "A device's reserved window hits existing mappings",
                    "A device is added to a space in which memory is mapped already where the"
                            + " device has a reserved window, or beyond its aperture.",
                    "SET_CONTAINER answers EINVAL and the space stays as it was; iommufd answers"
                            + " EADDRINUSE. Hot-plug into a running guest then fails.",
                    Source.of("drivers/vfio/vfio_iommu_type1.c", "vfio_iommu_resv_conflict"),
                    Releases.ALL,
                    "Memory mapped from 1 to 3 GiB; then a disk whose firmware region lies inside.",
                    "attach every kind of device before memory is mapped, and plan the memory map"
                            + " around the union of their windows");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        List<Problem> problems = new ArrayList<>();
        Refusals refusals = new Refusals(CARD, KERNEL_RULES);
        for (Inspected.RefusedCall call : inspected.refusedBy(KERNEL_RULES)) {
            List<Problem> exact = exact(inspected, call);
            if (exact.isEmpty()) {
                problems.add(refusals.problem(inspected, call, List.of(new Fix(CARD.fix(), null))));
            }
            problems.addAll(exact);
        }
        return problems;
    }

    private static List<Problem> exact(Inspected inspected, Inspected.RefusedCall call) {
        KernelState before = inspected.timeline().state(call.step() - 1);
        if (!(call.result().step().action() instanceof Step.Attach attach)) {
            return List.of();
        }
        Optional<SpaceView> space = before.space(attach.space());
        Optional<IommuGroup> group = before.groups().groupOf(attach.device());
        if (space.isEmpty() || group.isEmpty()) {
            return List.of();
        }
        List<Problem> problems = new ArrayList<>();
        for (ReservedRegion region : group.get().reserved()) {
            if (region.type().excludesMappings()) {
                for (Entry<Iova, UserMapping> entry :
                        space.get().mappings().overlapping(region.range())) {
                    problems.add(problem(before, call, attach, region, entry.value()));
                }
            }
        }
        return problems;
    }

    private static Problem problem(
            KernelState before,
            Inspected.RefusedCall call,
            Step.Attach attach,
            ReservedRegion region,
            UserMapping mapping) {
        AddressRange<Iova> overlap =
                mapping.range().intersection(region.range()).orElse(mapping.range());
        String device =
                before.topology()
                        .function(attach.device())
                        .map(PciFunction::label)
                        .orElse(attach.device().toString());
        return new Problem(
                CARD.id(),
                CARD.severity(),
                "%s brings the %s region %s, but %s (%s) is mapped in %s: they overlap at %s"
                        .formatted(
                                device,
                                region.type().title(),
                                region.range().hex(),
                                mapping.label(),
                                mapping.range().hex(),
                                attach.space(),
                                overlap.hex()),
                call.verdict(),
                List.of(
                        new ElementId.OfIova(attach.space(), overlap),
                        new ElementId.OfFunction(attach.device()),
                        new ElementId.OfStep(call.step())),
                call.refusal().reason(),
                call.step(),
                List.of(
                        new Fix(
                                "keep " + overlap.hex() + " free before " + device + " is attached",
                                null),
                        new Fix("attach " + device + " before memory is mapped", null)));
    }
}
