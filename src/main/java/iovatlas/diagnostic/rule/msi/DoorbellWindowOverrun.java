package iovatlas.diagnostic.rule.msi;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.edit.steps.SplitSpace;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.Step;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;

/// More doorbell pages than the window holds: the next one lies where user space may map.
///
/// Source: `drivers/iommu/dma-iommu.c:iommu_dma_get_msi_page`.
public final class DoorbellWindowOverrun implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "DOORBELL_WINDOW_OVERRUN",
                    Severity.WARNING,
                    "Doorbell pages outgrow their window",
                    "A domain uses more doorbell pages than fit into the reserved window.",
                    "The allocator has no upper bound: the next page is placed behind the window,"
                            + " in addresses that user space may use. Whoever comes second fails.",
                    Source.of("drivers/iommu/dma-iommu.c", "iommu_dma_get_msi_page"),
                    Releases.ALL,
                    "17 ITSs behind one SMMU with 64 KiB pages: the window holds 16.",
                    "spread the devices over several domains");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        List<Problem> problems = new ArrayList<>();
        for (SpaceView space : inspected.last().spaces()) {
            for (DomainView domain : space.domains()) {
                AddressRange<Iova> window = domain.window();
                if (window == null) {
                    continue;
                }
                domain.doorbells().stream()
                        .filter(page -> !window.contains(page.iova()))
                        .map(page -> problem(inspected, space, domain, window, page))
                        .forEach(problems::add);
            }
        }
        return problems;
    }

    /// The devices behind a controller go to a space of their own.
    private static List<Fix> fixes(Inspected inspected, SpaceView space, DoorbellView page) {
        KernelState state = inspected.last();
        List<PciAddress> moving =
                inspected.atlas().steps().stream()
                        .map(step -> step.action())
                        .filter(action ->
                                action instanceof Step.Attach attach
                                        && attach.space().equals(space.name())
                                        && attach.hwpt() == null
                                        && sendsTo(state, attach.device(), page.controller()))
                        .map(action -> ((Step.Attach) action).device())
                        .distinct()
                        .toList();
        var edit = new SplitSpace(space.name(), moving);
        return moving.isEmpty() || edit.refusal(inspected.atlas()).isPresent()
                ? List.of(new Fix(CARD.fix(), null))
                : List.of(
                        new Fix(
                                "move the devices behind %s to a space of their own"
                                        .formatted(page.controller()),
                                edit));
    }

    private static boolean sendsTo(KernelState state, PciAddress device, String controller) {
        return switch (state.interrupts().parentOf(device)) {
            case MsiParent.OfIts of -> of.its().equals(controller);
            case MsiParent.OfFrame of -> of.frames().contains(controller);
            case MsiParent.OfIntel _,
                    MsiParent.OfAmd _,
                    MsiParent.OfApic _,
                    MsiParent.OfNothing _ ->
                    false;
        };
    }

    private static Problem problem(
            Inspected inspected,
            SpaceView space,
            DomainView domain,
            AddressRange<Iova> window,
            DoorbellView page) {
        return new Problem(
                CARD.id(),
                CARD.severity(),
                "the doorbell page of %s lies at %s, behind the window %s of d%d (%s)"
                        .formatted(
                                page.controller(),
                                page.iova().hex(),
                                window.hex(),
                                domain.number(),
                                domain.iommu()),
                "outside the reserved window",
                List.of(new ElementId.OfIova(space.name(), page.iova())),
                null,
                0,
                fixes(inspected, space, page));
    }
}
