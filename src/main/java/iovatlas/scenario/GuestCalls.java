package iovatlas.scenario;

import iovatlas.kernel.Outcome;

/// What a guest programs and what a device sends.
///
/// @param calls where it goes
record GuestCalls(CallSequence calls) {

    void program(Step.GuestVector step) {
        calls.state(calls.state().withGuestVector(step));
        calls.made(
                "guest programs vector " + step.vector(),
                Outcome.ok(step),
                s -> s.doorbell().hex() + " event " + s.event());
    }

    /// A message is no call: it has no errno, only a fate.
    void fire(Step.Fire step) {
        MsiPath path = MsiTracer.trace(calls.state(), step.device(), step.index(), step.vector());
        MsiTracer.logLine(path).ifPresent(calls::print);
        String times = step.times() == 1 ? "" : " (" + step.times() + " times)";
        calls.made(
                "message of vector " + step.vector() + times,
                Outcome.ok(path),
                p -> p.verdict().word() + ": " + p.summary());
    }
}
