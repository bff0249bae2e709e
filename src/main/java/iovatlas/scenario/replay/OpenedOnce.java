package iovatlas.scenario.replay;

import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.scenario.KernelState;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.List;

/// The machine after the recording probe tried every group: what an earlier driver left in the table
/// of a function that could be opened is gone, as opening resets it.
///
/// @param machine right after boot
record OpenedOnce(KernelState machine) {

    private static final String TYPE1_V2 = "3";

    KernelState state() {
        HostInterrupts interrupts = machine.interrupts();
        for (PciFunction function : machine.topology().functions()) {
            PciAddress at = function.at();
            if (interrupts.vectorsOf(at).hasLeftovers() && opens(at.toString())) {
                interrupts = interrupts.reset(at);
            }
        }
        return interrupts == machine.interrupts() ? machine : machine.withInterrupts(interrupts);
    }

    private boolean opens(String at) {
        var trial = new Replay(machine);
        call(trial, "CONTAINER");
        call(trial, "GOPEN", at);
        call(trial, "GATTACH", at);
        call(trial, "SETIOMMU", TYPE1_V2);
        return "OK".equals(call(trial, "DEVICE", at).values().get("errno"));
    }

    private static OperationResult call(Replay trial, String op, String... args) {
        return trial.run(new Operation("trial", 0, op, List.of(args)));
    }
}
