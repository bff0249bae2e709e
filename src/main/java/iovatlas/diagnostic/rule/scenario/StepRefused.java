package iovatlas.diagnostic.rule.scenario;

import iovatlas.diagnostic.Inspected;
import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Refusals;
import iovatlas.diagnostic.Rule;
import iovatlas.diagnostic.RuleCard;
import iovatlas.diagnostic.Severity;
import iovatlas.diagnostic.rule.attach.AttachConflict;
import iovatlas.diagnostic.rule.attach.DirectRegion;
import iovatlas.diagnostic.rule.attach.GroupNotViable;
import iovatlas.diagnostic.rule.attach.MsiNotIsolated;
import iovatlas.diagnostic.rule.mapping.MapRefusals;
import iovatlas.diagnostic.rule.msi.VectorsRefused;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A step that the kernel refuses for a reason that no other rule tells of.
public final class StepRefused implements Rule {

    private static final RuleCard CARD =
            new RuleCard(
                    "STEP_REFUSED",
                    Severity.ERROR,
                    "The kernel refuses a step",
                    "A step of the scenario ends with an errno.",
                    "The call answers as shown; nothing of it remains, and the next step runs.",
                    Source.of("drivers/vfio", ""),
                    Releases.ALL,
                    "Mapping the same IOVA twice: EEXIST.",
                    "change the step, or what it needs, as the reason says");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Problem> check(Inspected inspected) {
        Set<String> told = new HashSet<>();
        told.addAll(AttachConflict.KERNEL_RULES);
        told.addAll(GroupNotViable.KERNEL_RULES);
        told.addAll(DirectRegion.KERNEL_RULES);
        told.addAll(MsiNotIsolated.KERNEL_RULES);
        told.addAll(VectorsRefused.KERNEL_RULES);
        Refusals refusals = new Refusals(CARD, Set.of());
        return inspected.refusedCalls().stream()
                .filter(call -> !told.contains(call.decidedBy().id()))
                .filter(call -> !MapRefusals.told(inspected, call))
                .map(call -> refusals.problem(inspected, call, List.of()))
                .toList();
    }
}
