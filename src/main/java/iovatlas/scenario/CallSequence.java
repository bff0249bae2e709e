package iovatlas.scenario;

import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.Vfio;
import iovatlas.kernel.vfio.VfioState;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The calls of one step while they are made: the state so far, each call's answer, and what the
/// kernel printed.
final class CallSequence {

    private final List<StepResult.Call> calls = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final KernelState before;
    private KernelState state;
    private KernelState lasting;

    CallSequence(KernelState state) {
        this.before = state;
        this.state = state;
        this.lasting = state;
    }

    /// What stays when a later call of the step is refused.
    KernelState lasting() {
        return lasting;
    }

    /// What was done so far stays, even when a later call of the step is refused.
    void settle() {
        lasting = state;
    }

    KernelState state() {
        return state;
    }

    void state(KernelState value) {
        state = value;
    }

    void vfio(VfioState value) {
        state = state.withVfio(value);
    }

    void users(IommufdState value) {
        state = state.withUsers(value);
    }

    void interrupts(HostInterrupts value) {
        state = state.withInterrupts(value);
    }

    /// The VFIO calls on the machine as it is now.
    Vfio vfioCalls() {
        return new Vfio(state.vfioHost());
    }

    List<StepResult.Call> calls() {
        return List.copyOf(calls);
    }

    List<String> log() {
        return List.copyOf(log);
    }

    void print(String line) {
        log.add(line);
    }

    /// Notes a message that a device sends.
    void sent(String name, Outcome<String> fate, MsiPath path) {
        calls.add(new StepResult.Call(name, fate, path));
    }

    /// Notes a call.
    ///
    /// @param text how a success reads for people
    /// @return whether it succeeded
    <V> boolean made(String name, Outcome<V> outcome, Function<? super V, String> text) {
        calls.add(StepResult.Call.of(name, outcome.map(text)));
        if (!outcome.isOk()) {
            log.addAll(new KernelPrints(before).of(outcome.why()));
        }
        return outcome.isOk();
    }
}
