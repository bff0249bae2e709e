package iovatlas.scenario;

import iovatlas.kernel.Outcome;

import java.util.List;

/// What the kernel answered to one step.
///
/// @param number 1-based
/// @param step as the document has it
/// @param calls the calls that the step made, in order, each with its answer; empty for a step
///     that is switched off. The last one decides the step.
/// @param log lines that the kernel would print
public record StepResult(int number, ScenarioStep step, List<Call> calls, List<String> log) {

    /// One call of the step.
    ///
    /// @param name e.g. `VFIO_IOMMU_MAP_DMA`
    /// @param outcome success, or errno with reason; the value is for people
    public record Call(String name, Outcome<String> outcome) {}

    public StepResult {
        calls = List.copyOf(calls);
        log = List.copyOf(log);
    }

    /// True when every call succeeded (or nothing was called).
    public boolean isOk() {
        for (Call call : calls) {
            if (!call.outcome().isOk()) {
                return false;
            }
        }
        return true;
    }

    /// "OK", an errno's name, or "off".
    public String word() {
        return calls.isEmpty() ? "off" : calls.getLast().outcome().word();
    }
}
