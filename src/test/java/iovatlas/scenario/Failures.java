package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerMachines.NIC;

import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.its.ItsLookup;
import iovatlas.kernel.its.ItsTables;
import iovatlas.kernel.kvm.Injection;
import iovatlas.topology.Topology;

import java.util.stream.Stream;

/// What a failure shows: where it happens, why, and where a person sees it.
///
/// @param where the hop, or `errno NAME` of a call
/// @param why the rule's text
/// @param seen the log line or the place; `caller` for an errno that is all there is
record Failures(String where, String why, String seen) {

    static Timeline run(Topology topology, BootFacts facts, Step... steps) {
        return Timeline.of(topology, facts, Stream.of(steps).map(ScenarioStep::of).toList());
    }

    /// A message of the network card's MSI-X after all steps.
    static Failures message(Topology topology, BootFacts facts, int vector, Step... steps) {
        return message(topology, facts, IrqIndex.MSIX, vector, steps);
    }

    static Failures message(
            Topology topology, BootFacts facts, IrqIndex index, int vector, Step... steps) {
        KernelState state = run(topology, facts, steps).state(steps.length);
        MsiPath path = MsiTracer.trace(state, NIC, index, vector);
        return path.ending()
                .map(Failures::of)
                .orElseGet(() -> new Failures(path.verdict().word(), path.summary(), ""));
    }

    /// A write of the network card after all steps.
    static Failures write(
            Topology topology, BootFacts facts, long address, int data, Step... steps) {
        KernelState state = run(topology, facts, steps).state(steps.length);
        MsiTracer.Probe probe = MsiTracer.probe(state, NIC, Iova.of(address), data);
        return probe.hops().stream()
                .filter(hop ->
                        hop.status() == MsiHop.Status.BROKEN
                                || hop.status() == MsiHop.Status.PENDING)
                .findFirst()
                .map(Failures::of)
                .orElseGet(() -> new Failures(probe.verdict().word(), probe.summary(), ""));
    }

    /// The answer to the last step.
    static Failures refusal(Topology topology, BootFacts facts, Step... steps) {
        StepResult result = run(topology, facts, steps).result(steps.length);
        Outcome<String> outcome = result.calls().getLast().outcome();
        String text =
                outcome.why().isEmpty() ? outcome.toString() : outcome.why().getFirst().text();
        String seen = result.log().isEmpty() ? "caller" : String.join("\n", result.log());
        return new Failures("errno " + result.word(), text, seen);
    }

    static Failures its(ItsTables tables, int device, int event) {
        return tables.lookup(device, event) instanceof ItsLookup.Dropped dropped
                ? rule("CONTROLLER", dropped.cause().rule(), "nowhere")
                : new Failures("delivered", "", "");
    }

    static Failures kvm(Injection injection) {
        String seen = injection.errno() == null ? "vgic-its-state" : "irqfd: nowhere";
        return rule("GUEST_CONTROLLER", injection.rule(), seen);
    }

    static Failures rule(String where, KernelRule rule, String seen) {
        return new Failures(where, rule.summary(), seen);
    }

    static Failures of(MsiHop hop) {
        var reason = hop.reason();
        return new Failures(
                hop.kind().name(), reason == null ? "" : reason.text(), hop.seen().orElse(""));
    }
}
