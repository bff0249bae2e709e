package iovatlas.scenario;

import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.Vector;
import iovatlas.kernel.doorbell.VectorKind;

import java.util.Optional;

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

    void fire(Step.Fire step) {
        Optional<Vector> vector =
                calls.state()
                        .interrupts()
                        .active(step.device())
                        .filter(active -> active == kind(step.index()))
                        .flatMap(_ ->
                                calls.state()
                                        .interrupts()
                                        .vectorsOf(step.device())
                                        .vector(step.vector()));
        calls.made(
                "message of vector " + step.vector(),
                Outcome.ok(vector),
                v ->
                        v.filter(Vector::isHandled)
                                .map(there -> there.message().toString())
                                .orElse("none: the vector is not set up"));
    }

    private static VectorKind kind(IrqIndex index) {
        return index == IrqIndex.MSI ? VectorKind.MSI : VectorKind.MSIX;
    }
}
