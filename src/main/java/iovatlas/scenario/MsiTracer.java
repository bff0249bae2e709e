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
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Follows a message from the function that sends it to whoever takes the interrupt, hop by hop, in
/// the state of a scenario at one moment.
public final class MsiTracer {

    private final KernelState state;
    private final Map<String, MsiTracerProgram> programs = new HashMap<>();

    private MsiTracer(KernelState state) {
        this.state = state;
    }

    /// A tracer for many messages of one state; it keeps what it worked out about guests. Not for
    /// several threads at once.
    public static MsiTracer of(KernelState state) {
        return new MsiTracer(state);
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
        return of(state).trace(at, index, vector);
    }

    /// The way of a vector's message, as the static method of the same name gives it.
    public MsiPath trace(PciAddress at, IrqIndex index, int vector) {
        PciFunction function = state.topology().function(at).orElse(null);
        if (function == null || index == IrqIndex.INTX) {
            return absent(at, index, vector);
        }
        MsiTracerTrail trail = new MsiTracerTrail();
        VectorKind kind = index == IrqIndex.MSI ? VectorKind.MSI : VectorKind.MSIX;
        Message message = new MsiTracerSource(state, function, kind, vector).follow(trail);
        if (message != null) {
            write(trail, function, message);
        }
        MsiTracerRest.complete(state, function, trail);
        return new MsiPath(at, index, vector, trail.hops(), trail.verdict(), trail.summary());
    }

    /// The line that the host's kernel logs about a message that went wrong, if it logs one.
    public static Optional<String> logLine(MsiPath path) {
        return path.hops().stream()
                .flatMap(hop -> hop.fields().stream())
                .filter(field -> field.name().equals(MsiTracerSight.LOG))
                .map(MsiHop.Field::value)
                .findFirst();
    }

    /// What a write of `data` to `address` by a function does.
    ///
    /// @throws IllegalArgumentException when there is no such function
    public static Probe probe(KernelState state, PciAddress at, Iova address, int data) {
        return probe(state, at, new Message(address, data), null);
    }

    /// What a write by a function does.
    ///
    /// @param pasid the PASID of its prefix, null for a write without one, as messages are
    /// @throws IllegalArgumentException when there is no such function
    public static Probe probe(
            KernelState state, PciAddress at, Message message, @Nullable Integer pasid) {
        PciFunction function =
                state.topology()
                        .function(at)
                        .orElseThrow(() -> new IllegalArgumentException("no function " + at));
        MsiTracerTrail trail = new MsiTracerTrail();
        if (pasid == null
                || !new MsiTracerPasid(state, function, pasid).ends(trail, message.address())) {
            of(state).write(trail, function, message);
        }
        return new Probe(at, message, trail.hops(), trail.verdict(), trail.summary());
    }

    private void write(MsiTracerTrail trail, PciFunction function, Message message) {
        MsiTracerWrite write = new MsiTracerWrite(state, function);
        HostPhysical physical = write.translate(trail, message);
        HeldVector held = null;
        if (physical != null) {
            MsiController controller = new MsiTracerLanding(state).find(trail, physical);
            if (controller != null) {
                held =
                        new MsiTracerController(state, function)
                                .interrupt(trail, controller, physical, message);
            }
        } else if (!trail.ended() && write.isInterruptRequest(message.address())) {
            held = new MsiTracerApic(state, function).interrupt(trail, message);
        }
        if (held != null && !trail.ended()) {
            new MsiTracerTail(state, this::programOf).follow(trail, held);
        }
    }

    private MsiTracerProgram programOf(ContainerOwner.Guest guest) {
        return programs.computeIfAbsent(guest.name(), _ -> MsiTracerProgram.of(state, guest));
    }

    private static MsiPath absent(PciAddress at, IrqIndex index, int vector) {
        MsiTracerTrail trail = new MsiTracerTrail();
        trail.stop(
                Verdict.NOT_SET_UP,
                Reason.of(
                        MsiTracerRules.NOT_SET_UP,
                        new Evidence.OfText("", index.spelling()),
                        new Evidence.OfFunction("", at)),
                MsiTracerSight.nowhere(),
                Kind.FUNCTION,
                "Function",
                new ElementId.OfFunction(at),
                MsiTracerTrail.field("at", at.shortText()));
        return new MsiPath(at, index, vector, trail.hops(), trail.verdict(), trail.summary());
    }
}
