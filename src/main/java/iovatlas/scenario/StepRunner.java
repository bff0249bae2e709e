package iovatlas.scenario;

import iovatlas.topology.PciAddress;

import java.util.List;

/// Runs one step of a scenario. A step of which a call is refused leaves the state as it was, since
/// whoever made the calls closes again what it opened; only what the kernel itself keeps stays.
final class StepRunner {

    private StepRunner() {}

    /// @param number of the step, 1-based
    static StepRun run(KernelState state, int number, ScenarioStep step) {
        if (!step.enabled()) {
            return new StepRun(state, new StepResult(number, step, List.of(), List.of()));
        }
        var calls = new CallSequence(state);
        perform(calls, number, step.action());
        StepResult result = new StepResult(number, step, calls.calls(), calls.log());
        KernelState after = result.isOk() ? calls.state() : calls.lasting();
        return new StepRun(after.withLog(calls.log()), result);
    }

    /// VFIO resets control bits whenever it opens or closes a function.
    private static void resetControl(CallSequence calls, PciAddress at) {
        calls.state(calls.state().withWrites(calls.state().writes().reset(at)));
    }

    private static void perform(CallSequence calls, int number, Step action) {
        switch (action) {
            case Step.Attach attach -> {
                new AttachCalls(calls).attach(attach);
                resetControl(calls, attach.device());
            }
            case Step.Detach detach -> {
                new AttachCalls(calls).detach(detach);
                resetControl(calls, detach.device());
            }
            case Step.AttachMediated attach -> new MediatedCalls(calls).attach(attach);
            case Step.DetachMediated detach -> new MediatedCalls(calls).detach(detach);
            case Step.Pin pin -> new MediatedCalls(calls).pin(pin);
            case Step.AllocHwpt alloc -> new AttachCalls(calls).allocate(alloc);
            case Step.Destroy destroy -> new AttachCalls(calls).destroy(destroy);
            case Step.Copy copy -> new MemoryCalls(calls).copy(copy);
            case Step.Map map -> new MemoryCalls(calls).map(map, number);
            case Step.Unmap unmap -> new MemoryCalls(calls).unmap(unmap);
            case Step.SetIrqs set -> new InterruptCalls(calls).set(set);
            case Step.IrqsOff off -> new InterruptCalls(calls).off(off);
            case Step.Bind bind -> new DriverCalls(calls).bind(bind);
            case Step.Unbind unbind -> new DriverCalls(calls).unbind(unbind);
            case Step.HotAdd add -> new HotplugCalls(calls).add(add);
            case Step.HotRemove remove -> new HotplugCalls(calls).remove(remove);
            case Step.SetNumVfs set -> new HotplugCalls(calls).setNumVfs(set);
            case Step.SetGroupType set -> new DriverCalls(calls).setGroupType(set);
            case Step.GuestVector vector -> new GuestCalls(calls).program(vector);
            case Step.WriteConfig write -> new GuestCalls(calls).write(write);
            case Step.Disturb disturb -> new GuestCalls(calls).disturb(disturb);
            case Step.Fire fire -> new GuestCalls(calls).fire(fire);
        }
    }
}
