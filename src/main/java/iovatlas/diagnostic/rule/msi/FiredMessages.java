package iovatlas.diagnostic.rule.msi;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.RuleCard;
import iovatlas.kernel.Reason;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciFunction;

import java.util.List;
import java.util.function.BiFunction;

/// The messages that the steps of a scenario send, sorted by how they end: each is one rule's to
/// tell of, or nobody's.
///
/// @param card the rule
/// @param end which messages are its own
/// @param verdict in two or three words
record FiredMessages(RuleCard card, End end, String verdict) {

    /// How a message ends, as far as a rule tells of it.
    enum End {
        /// It arrives, it still may, or it was never there.
        GOOD,
        /// The IOMMU does not let the write through.
        FAULT,
        /// The host's side loses it.
        LOST,
        /// The guest's interrupt controller drops it.
        DROPPED_BY_GUEST,
        /// It becomes something else.
        ELSEWHERE;

        static End of(MsiPath path) {
            MsiHop.Kind hop = path.ending().map(MsiHop::kind).orElse(MsiHop.Kind.FUNCTION);
            return switch (path.verdict()) {
                case DELIVERED, PENDING, NOT_SET_UP -> GOOD;
                case MISDELIVERED -> ELSEWHERE;
                case LOST ->
                        switch (hop) {
                            case IOMMU -> FAULT;
                            case GUEST_CONTROLLER -> DROPPED_BY_GUEST;
                            case FUNCTION,
                                    MESSAGE,
                                    DOORBELL,
                                    CONTROLLER,
                                    INTERRUPT,
                                    EVENTFD,
                                    IRQFD,
                                    VCPU ->
                                    LOST;
                        };
            };
        }
    }

    /// One problem for each message that ends so, in order, with the card's way out.
    List<Problem> problems(Inspected inspected) {
        return problems(inspected, (_, _) -> List.of(new Fix(card.fix(), null)));
    }

    /// The same with ways out of each message's own.
    List<Problem> problems(Inspected inspected, BiFunction<StepResult, MsiPath, List<Fix>> fixes) {
        return inspected.timeline().results().stream()
                .flatMap(result ->
                        result.messages().stream()
                                .filter(path -> End.of(path) == end)
                                .map(path ->
                                        problem(
                                                inspected,
                                                result,
                                                path,
                                                fixes.apply(result, path))))
                .toList();
    }

    private Problem problem(Inspected inspected, StepResult result, MsiPath path, List<Fix> fixes) {
        String device =
                inspected
                        .atlas()
                        .topology()
                        .function(path.device())
                        .map(PciFunction::label)
                        .orElse(path.device().shortText());
        Reason reason = path.ending().map(MsiHop::reason).orElse(null);
        return new Problem(
                card.id(),
                card.severity(),
                "%s %s %d: %s"
                        .formatted(
                                device,
                                path.index() == IrqIndex.MSIX ? "MSI-X" : "MSI",
                                path.vector(),
                                path.summary()),
                verdict,
                List.of(
                        new ElementId.OfVector(path.device(), path.vector()),
                        new ElementId.OfFunction(path.device()),
                        new ElementId.OfStep(result.number())),
                reason,
                result.number(),
                fixes);
    }
}
