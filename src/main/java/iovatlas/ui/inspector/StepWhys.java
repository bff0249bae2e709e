package iovatlas.ui.inspector;

import iovatlas.kernel.KernelRelease;
import iovatlas.scenario.StepResult;
import iovatlas.ui.session.Computed;

/// Why the kernel answered the calls of a step as it did.
///
/// @param now what is computed
record StepWhys(Computed now) {

    /// Of all calls of a step.
    ///
    /// @param number 1-based
    Why of(int number) {
        Why why = Why.NONE;
        for (StepResult.Call call : now.timeline().result(number).calls()) {
            why = why.and(Why.of(call.outcome().why(), release()));
        }
        return why;
    }

    /// Of one call.
    Why of(StepResult.Call call) {
        if (!call.outcome().why().isEmpty()) {
            return Why.of(call.outcome().why(), release());
        }
        return Why.of(
                call.message() != null
                        ? "The message got through every station: see its path."
                        : call.outcome().isOk()
                                ? "No rule refuses it: every check of the call passed."
                                : "The call failed.");
    }

    private KernelRelease release() {
        return now.atlas().boot().release().value();
    }
}
