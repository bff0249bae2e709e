package iovatlas.scenario;

import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.MsiParent;

import java.util.List;
import java.util.Objects;

/// What a guest programs and what a device sends.
///
/// @param calls where it goes
record GuestCalls(CallSequence calls) {

    void program(Step.GuestVector step) {
        calls.state(calls.state().withWrites(calls.state().writes().with(step)));
        calls.made(
                "guest programs vector " + step.vector(),
                Outcome.ok(step),
                s -> s.doorbell().hex() + " event " + s.event());
    }

    /// VFIO passes the bits of the command register on to the function.
    void write(Step.WriteConfig step) {
        calls.state(calls.state().withWrites(calls.state().writes().with(step)));
        calls.made("write of configuration space", Outcome.ok(step), _ -> "written");
    }

    /// What comes between a vector and its messages is no call either.
    void disturb(Step.Disturb step) {
        KernelState state = calls.state();
        MsiParent parent = state.interrupts().parentOf(step.device());
        boolean concerns = step.what().concerns(parent);
        if (concerns) {
            UserWrites writes = state.writes().with(step);
            if (step.what() == Disturbance.ITS_QUEUE_STUCK
                    && parent instanceof MsiParent.OfIts(String its, _, _, _, _)) {
                writes =
                        writes.withStuck(its, state.interrupts().controllers().its().tablesOf(its));
            }
            calls.state(state.withWrites(writes));
        }
        calls.made(
                "disturbance of vector " + step.vector(),
                Outcome.ok(step),
                s -> concerns ? s.what().word() : "its interrupt controller knows no such thing");
    }

    /// A message is no call: it has no errno, only a fate.
    void fire(Step.Fire step) {
        MsiTracer tracer = MsiTracer.of(calls.state());
        for (int i = 0; i < step.count(); i++) {
            int vector = step.vector() + i;
            MsiPath path = tracer.trace(step.device(), step.index(), vector);
            MsiTracer.logLine(path).ifPresent(calls::print);
            calls.sent(name(vector, step.times()), outcome(path, step.times()), path);
        }
    }

    private static String name(int vector, int times) {
        return "message of vector " + vector + (times == 1 ? "" : " (" + times + " times)");
    }

    private static Outcome<String> outcome(MsiPath path, int times) {
        String text = path.verdict().word() + ": " + path.summary() + burst(path, times);
        List<Reason> reasons =
                path.hops().stream()
                        .filter(hop -> hop.status() != MsiHop.Status.NOT_REACHED)
                        .map(MsiHop::reason)
                        .filter(Objects::nonNull)
                        .toList();
        return new Outcome.Success<>(text, reasons.isEmpty() ? reasons : reasons.reversed());
    }

    /// Messages are edges without a count: those that come before the interrupt is taken merge.
    private static String burst(MsiPath path, int times) {
        if (times == 1) {
            return "";
        }
        return switch (path.verdict()) {
            case DELIVERED -> "; %d messages are 1 to %d interrupts".formatted(times, times);
            case PENDING -> "; %d messages leave one pending bit".formatted(times);
            case LOST, MISDELIVERED -> "; so do all %d messages".formatted(times);
            case NOT_SET_UP -> "";
        };
    }
}
