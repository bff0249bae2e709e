package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;

import iovatlas.kernel.doorbell.FunctionVectors;
import iovatlas.kernel.doorbell.HeldVector;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Function;

/// From the host's handler to whoever waits for the interrupt.
///
/// @param state the moment
/// @param programs what each guest programmed
record MsiTracerTail(KernelState state, Function<ContainerOwner.Guest, MsiTracerProgram> programs) {

    /// Adds the hop EVENTFD and, for a guest, what comes behind it.
    void follow(MsiTracerTrail trail, HeldVector held) {
        FunctionVectors vectors = state.interrupts().vectorsOf(held.at());
        ContainerOwner owner = ownerOf(state, held.at());
        if (!isVfio(vectors)) {
            driver(trail, held, vectors);
        } else {
            eventfd(trail, held, owner);
        }
    }

    /// Who reads the event descriptors of a function: the owner of its space, null when nobody is
    /// drawn.
    static @Nullable ContainerOwner ownerOf(KernelState state, PciAddress at) {
        Optional<String> owner =
                state.spaceOf(at)
                        .flatMap(state::space)
                        .flatMap(space -> Optional.ofNullable(space.owner()));
        return owner.flatMap(name -> state.topology().owner(name)).orElse(null);
    }

    private static boolean isVfio(FunctionVectors vectors) {
        return vectors.action().startsWith("vfio");
    }

    private void driver(MsiTracerTrail trail, HeldVector held, FunctionVectors vectors) {
        Integer cpu = held.vector().cpu();
        trail.pass(
                Kind.EVENTFD,
                vectors.action(),
                new ElementId.OfFunction(held.at()),
                field("handler", vectors.action()),
                field("CPU", cpu == null ? "none" : "CPU" + cpu),
                field("vectors", vectors.assumed() ? "number assumed" : "asked for"));
        trail.delivered(
                "the host's driver %s handles vector %d"
                        .formatted(vectors.action(), held.vector().number()));
    }

    /// With direct injection neither handler nor descriptor sees anything, and the count of the
    /// interrupt stays.
    private static String reader(ContainerOwner.Guest guest, MsiTracerGuest rest) {
        if (!guest.kvm()) {
            return "VMM of " + guest.name();
        }
        return rest.isDirect()
                ? "nobody: hardware injects, /proc/interrupts does not count"
                : "KVM irqfd";
    }

    private void eventfd(MsiTracerTrail trail, HeldVector held, @Nullable ContainerOwner owner) {
        FunctionVectors vectors = state.interrupts().vectorsOf(held.at());
        String handler =
                "%s[%d](%s)".formatted(vectors.action(), held.vector().number(), held.at());
        switch (owner) {
            case null -> {
                trail.pass(
                        Kind.EVENTFD,
                        "eventfd",
                        null,
                        field("handler", handler),
                        field("reader", "nobody is drawn"));
                trail.delivered("the event descriptor of " + handler + " is signalled");
            }
            case ContainerOwner.UserProcess process -> {
                trail.pass(
                        Kind.EVENTFD,
                        "eventfd",
                        new ElementId.OfOwner(process.name()),
                        field("handler", handler),
                        field("reader", process.name()));
                trail.delivered("the process " + process.name() + " reads its event descriptor");
            }
            case ContainerOwner.Guest guest -> {
                var rest = new MsiTracerGuest(state, guest, programs.apply(guest), held);
                trail.pass(
                        Kind.EVENTFD,
                        "eventfd",
                        new ElementId.OfOwner(guest.name()),
                        field("handler", handler),
                        field("reader", reader(guest, rest)));
                rest.follow(trail);
            }
        }
    }
}
