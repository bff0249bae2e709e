package iovatlas.diagnostic.rule.msi;

import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.edit.AddStep;
import iovatlas.edit.RemoveStep;
import iovatlas.edit.ReplaceStep;
import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.kernel.doorbell.VectorKind;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Ways to make a refused SET_IRQS one that the kernel takes.
///
/// @param call the refused call
/// @param interrupts of the host before the step
record VectorFixes(Inspected.RefusedCall call, HostInterrupts interrupts) {

    static VectorFixes of(Inspected inspected, Inspected.RefusedCall call) {
        return new VectorFixes(call, inspected.timeline().state(call.step() - 1).interrupts());
    }

    /// The smallest first; empty when no change of the step helps.
    List<Fix> all() {
        return switch (call.result().step().action()) {
            case Step.SetIrqs set -> ofSet(set);
            case Step.IrqsOff _ -> List.of(out("nothing is switched on there"));
            case Step _ -> List.of();
        };
    }

    private Fix out(String why) {
        return new Fix("take the step out: " + why, new RemoveStep(call.step()));
    }

    private List<Fix> ofSet(Step.SetIrqs set) {
        Optional<IrqIndex> other = active(set.device()).filter(on -> on != set.index());
        if (call.decidedBy().id().equals(VectorsRefused.OTHER_ACTIVE)) {
            IrqIndex on = other.orElse(IrqIndex.INTX);
            return List.of(
                    new Fix(
                            "switch %s off before that step".formatted(on.spelling()),
                            new AddStep(
                                    call.step(),
                                    ScenarioStep.of(new Step.IrqsOff(set.device(), on)))));
        }
        return Stream.of(set.index(), IrqIndex.MSIX, IrqIndex.MSI)
                .distinct()
                .filter(_ -> other.isEmpty())
                .flatMap(index -> fewer(set, index).stream())
                .findFirst()
                .or(() -> Optional.of(out("the function has no such vectors")))
                .stream()
                .toList();
    }

    /// As many of the wanted vectors as the function has.
    private Optional<Fix> fewer(Step.SetIrqs set, IrqIndex index) {
        int has = count(set.device(), index);
        int start = has > set.start() ? set.start() : 0;
        int count = Math.min(set.count(), has - start);
        if (count < 1) {
            return Optional.empty();
        }
        ScenarioStep old = call.result().step();
        var less = new Step.SetIrqs(set.device(), index, start, count);
        String last = count == 1 ? "" : " to " + (start + count - 1);
        return Optional.of(
                new Fix(
                        "set up %s %d%s, which the function has"
                                .formatted(index.spelling(), start, last),
                        new ReplaceStep(
                                call.step(), new ScenarioStep(less, old.enabled(), old.note()))));
    }

    private int count(PciAddress at, IrqIndex index) {
        return switch (index) {
            case MSI -> interrupts.vectorCount(at, VectorKind.MSI);
            case MSIX -> interrupts.vectorCount(at, VectorKind.MSIX);
            case INTX -> 0;
        };
    }

    private Optional<IrqIndex> active(PciAddress at) {
        return interrupts
                .active(at)
                .map(kind ->
                        switch (kind) {
                            case MSI -> IrqIndex.MSI;
                            case MSIX -> IrqIndex.MSIX;
                        });
    }
}
