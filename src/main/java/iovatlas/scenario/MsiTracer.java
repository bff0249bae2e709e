package iovatlas.scenario;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.HeldVector;
import iovatlas.kernel.doorbell.Message;
import iovatlas.kernel.doorbell.VectorKind;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Follows a message from the function that sends it to whoever takes the interrupt, hop by hop, in
/// the state of a scenario at one moment.
public final class MsiTracer {

    private final KernelState state;
    private final PciFunction function;
    private final MsiTracerTrail trail = new MsiTracerTrail();

    private MsiTracer(KernelState state, PciFunction function) {
        this.state = state;
        this.function = function;
    }

    /// What a write comes to.
    ///
    /// @param device who writes
    /// @param message address and data
    /// @param hops from the IOMMU on
    /// @param verdict how it ends
    /// @param summary one sentence
    public record Probe(
            PciAddress device,
            Message message,
            List<MsiHop> hops,
            Verdict verdict,
            String summary) {

        public Probe {
            hops = List.copyOf(hops);
        }
    }

    /// The way of a vector's message. An index other than MSI and MSI-X, and a function that is not
    /// there, give a path that is not set up.
    public static MsiPath trace(KernelState state, PciAddress at, IrqIndex index, int vector) {
        PciFunction function = state.topology().function(at).orElse(null);
        if (function == null || index == IrqIndex.INTX) {
            return absent(at, index, vector);
        }
        MsiTracer tracer = new MsiTracer(state, function);
        VectorKind kind = index == IrqIndex.MSI ? VectorKind.MSI : VectorKind.MSIX;
        Message message = new MsiTracerSource(state, function, kind, vector).follow(tracer.trail);
        if (message != null) {
            tracer.write(message);
        }
        MsiTracerRest.complete(state, function, tracer.trail);
        return new MsiPath(
                at,
                index,
                vector,
                tracer.trail.hops(),
                tracer.trail.verdict(),
                tracer.trail.summary());
    }

    /// What a write of `data` to `address` by a function does.
    ///
    /// @throws IllegalArgumentException when there is no such function
    public static Probe probe(KernelState state, PciAddress at, Iova address, int data) {
        PciFunction function =
                state.topology()
                        .function(at)
                        .orElseThrow(() -> new IllegalArgumentException("no function " + at));
        MsiTracer tracer = new MsiTracer(state, function);
        Message message = new Message(address, data);
        tracer.write(message);
        return new Probe(
                at, message, tracer.trail.hops(), tracer.trail.verdict(), tracer.trail.summary());
    }

    private void write(Message message) {
        MsiTracerWrite write = new MsiTracerWrite(state, function);
        HostPhysical physical = write.translate(trail, message);
        HeldVector held = physical == null ? request(write, message) : landed(physical, message);
        if (held != null && !trail.ended()) {
            new MsiTracerTail(state).follow(trail, held);
        }
    }

    private @Nullable HeldVector request(MsiTracerWrite write, Message message) {
        return !trail.ended() && write.isInterruptRequest(message.address())
                ? new MsiTracerApic(state, function).interrupt(trail, message)
                : null;
    }

    private @Nullable HeldVector landed(HostPhysical physical, Message message) {
        MsiController controller = new MsiTracerLanding(state).find(trail, physical);
        return controller == null
                ? null
                : new MsiTracerController(state, function).interrupt(trail, controller, message);
    }

    private static MsiPath absent(PciAddress at, IrqIndex index, int vector) {
        MsiTracerTrail trail = new MsiTracerTrail();
        trail.stop(
                Verdict.NOT_SET_UP,
                Reason.of(
                        MsiTracerRules.NOT_SET_UP,
                        new Evidence.OfText("", index.spelling()),
                        new Evidence.OfFunction("", at)),
                "",
                Kind.FUNCTION,
                "Function",
                new ElementId.OfFunction(at),
                MsiTracerTrail.field("at", at.shortText()));
        return new MsiPath(at, index, vector, trail.hops(), trail.verdict(), trail.summary());
    }
}
