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

    /// A fired message changes nothing that the kernel keeps; how it ends is the answer.
    void fire(Step.Fire step) {
        MsiPath path = MsiTracer.trace(calls.state(), step.device(), step.index(), step.vector());
        calls.made(
                step.times() == 1
                        ? "message of vector " + step.vector()
                        : step.times() + " messages of vector " + step.vector(),
                Outcome.ok(path),
                p -> p.verdict().word() + ": " + p.summary());
        path.hops().stream()
                .filter(hop -> hop.status() == MsiHop.Status.BROKEN)
                .filter(hop -> hop.kind() == MsiHop.Kind.IOMMU)
                .flatMap(hop -> hop.fields().stream())
                .filter(field -> field.name().equals("seen at") && field.value().contains(": "))
                .forEach(field -> calls.print(field.value()));
    }
}
