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
import iovatlas.diagnostic.rule.mapping.MapAttempt;
import iovatlas.diagnostic.rule.mapping.MapFixes;
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
            Set.of(
                    "type1-reserved-conflict",
                    "type1-aperture-conflict",
                    "type1-no-iova-left",
                    "ioas-reserve-used",
                    "ioas-aperture");

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
        for (Obstacle obstacle : obstacles(before, group.get(), attach)) {
            for (Entry<Iova, UserMapping> entry :
                    space.get().mappings().overlapping(obstacle.range())) {
                problems.add(problem(inspected, call, attach, obstacle, entry.value()));
            }
        }
        return problems;
    }

    /// Something that a device brings and that nothing may be mapped over.
    ///
    /// @param what `the SW_MSI region 0x08000000-0x080fffff`
    private record Obstacle(String what, AddressRange<Iova> range) {}

    private static List<Obstacle> obstacles(
            KernelState before, IommuGroup group, Step.Attach attach) {
        List<Obstacle> all = new ArrayList<>();
        for (ReservedRegion region : group.reserved()) {
            if (region.type().excludesMappings()) {
                String what =
                        "the %s region %s".formatted(region.type().title(), region.range().hex());
                all.add(new Obstacle(what, region.range()));
            }
        }
        before.groups()
                .shapeFor(attach.device())
                .ifPresent(shape ->
                        AddressRange.all(Iova.ZERO).minus(shape.aperture()).stream()
                                .map(range ->
                                        new Obstacle(
                                                "the end of its aperture " + shape.aperture().hex(),
                                                range))
                                .forEach(all::add));
        return all;
    }

    private static Problem problem(
            Inspected inspected,
            Inspected.RefusedCall call,
            Step.Attach attach,
            Obstacle obstacle,
            UserMapping mapping) {
        KernelState before = inspected.timeline().state(call.step() - 1);
        AddressRange<Iova> overlap =
                mapping.range().intersection(obstacle.range()).orElse(mapping.range());
        String device =
                before.topology()
                        .function(attach.device())
                        .map(PciFunction::label)
                        .orElse(attach.device().toString());
        return new Problem(
                CARD.id(),
                CARD.severity(),
                "%s brings %s, but %s (%s) is mapped in %s: they overlap at %s"
                        .formatted(
                                device,
                                obstacle.what(),
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
                fixes(inspected, attach, mapping, before));
    }

    /// The mapping made clear of all that the newcomer brings, by moving it or by a hole in it.
    private static List<Fix> fixes(
            Inspected inspected, Step.Attach attach, UserMapping mapping, KernelState before) {
        List<AddressRange<Iova>> taken = new ArrayList<>();
        before.space(attach.space())
                .map(SpaceView::domains)
                .map(MapFixes::reserved)
                .ifPresent(taken::addAll);
        before.groups()
                .groupOf(attach.device())
                .ifPresent(group ->
                        obstacles(before, group, attach).forEach(o -> taken.add(o.range())));
        List<Fix> fixes = new ArrayList<>();
        MapAttempt.in(inspected).stream()
                .filter(attempt -> attempt.result().number() == mapping.step())
                .findFirst()
                .map(attempt -> new MapFixes(inspected.atlas(), attempt, taken).all())
                .ifPresent(fixes::addAll);
        fixes.add(new Fix(CARD.fix(), null));
        return fixes;
    }
}
