package iovatlas.diagnostic.rule.msi;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.RuleCard;
import iovatlas.kernel.Reason;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.scenario.Step;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A message that a step of the scenario fires, and its way.
///
/// @param step 1-based
/// @param path hop by hop
record FiredMessages(int step, MsiPath path) {

    /// Every message that the scenario fires, in order.
    static List<FiredMessages> in(Inspected inspected) {
        List<FiredMessages> fired = new ArrayList<>();
        for (StepResult result : inspected.timeline().results()) {
            if (result.step().enabled() && result.step().action() instanceof Step.Fire fire) {
                fired.add(
                        new FiredMessages(
                                result.number(),
                                MsiTracer.trace(
                                        inspected.timeline().state(result.number()),
                                        fire.device(),
                                        fire.index(),
                                        fire.vector())));
            }
        }
        return fired;
    }

    /// The hop where the message dies, if it does.
    Optional<MsiHop> brokenHop() {
        return path.hops().stream().filter(h -> h.status() == MsiHop.Status.BROKEN).findFirst();
    }

    boolean diesAt(MsiHop.Kind kind) {
        return brokenHop().filter(h -> h.kind() == kind).isPresent();
    }

    Problem problem(RuleCard card, Inspected inspected, String verdict) {
        String device =
                inspected
                        .atlas()
                        .topology()
                        .function(path.device())
                        .map(PciFunction::label)
                        .orElse(path.device().shortText());
        List<ElementId> elements = new ArrayList<>();
        elements.add(new ElementId.OfVector(path.device(), path.vector()));
        elements.add(new ElementId.OfFunction(path.device()));
        elements.add(new ElementId.OfStep(step));
        @Nullable Reason reason = brokenHop().map(MsiHop::reason).orElse(null);
        return new Problem(
                card.id(),
                card.severity(),
                "%s %s %d: %s"
                        .formatted(
                                device,
                                path.index().spelling().equals("msix") ? "MSI-X" : "MSI",
                                path.vector(),
                                path.summary()),
                verdict,
                elements,
                reason,
                step,
                List.of(new Fix(card.fix(), null)));
    }
}
