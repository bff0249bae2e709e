package iovatlas.diagnostic;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.StepResult;
import iovatlas.scenario.Timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What rules look at: a document and its scenario worked through.
public record Inspected(Atlas atlas, Timeline timeline) {

    /// A call of the scenario that the kernel refused.
    ///
    /// @param step 1-based
    public record RefusedCall(
            int step, StepResult result, String call, Outcome.Refusal<String> refusal) {

        public KernelRule decidedBy() {
            return refusal.reason().rule();
        }

        /// `MAP_DMA EINVAL`: the call without its prefix, and the answer.
        public String verdict() {
            return call.replace("VFIO_IOMMU_", "").replace("VFIO_", "")
                    + " \u2192 "
                    + refusal.errno();
        }
    }

    /// The state right after boot.
    public KernelState boot() {
        return timeline.state(0);
    }

    /// The state after all steps.
    public KernelState last() {
        return timeline.state(timeline.length());
    }

    public GroupTable bootGroups() {
        return boot().groups();
    }

    /// Every refused call, in order.
    public List<RefusedCall> refusedCalls() {
        List<RefusedCall> refused = new ArrayList<>();
        for (StepResult result : timeline.results()) {
            for (StepResult.Call call : result.calls()) {
                if (call.outcome() instanceof Outcome.Refusal<String> refusal) {
                    refused.add(new RefusedCall(result.number(), result, call.name(), refusal));
                }
            }
        }
        return refused;
    }

    /// The refused calls that one of some kernel rules decided.
    public List<RefusedCall> refusedBy(Set<String> kernelRules) {
        return refusedCalls().stream()
                .filter(call -> kernelRules.contains(call.decidedBy().id()))
                .toList();
    }
}
