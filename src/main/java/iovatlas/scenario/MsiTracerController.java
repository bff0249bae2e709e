package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;
import static iovatlas.scenario.MsiTracerTrail.hex;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.HeldVector;
import iovatlas.kernel.doorbell.InterruptName;
import iovatlas.kernel.doorbell.Message;
import iovatlas.kernel.its.ItsLookup;
import iovatlas.kernel.its.ItsTables;
import iovatlas.kernel.its.SpiFrame;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// What an Arm host's interrupt controller makes of a write to its doorbell.
///
/// @param state the moment
/// @param function who writes
record MsiTracerController(KernelState state, PciFunction function) {

    /// Adds the hops CONTROLLER and INTERRUPT.
    ///
    /// @param register the doorbell that the write reached
    /// @return the vector whose interrupt is raised, null when none is
    @Nullable HeldVector interrupt(
            MsiTracerTrail trail,
            MsiController controller,
            HostPhysical register,
            Message message) {
        return switch (controller) {
            case MsiController.Its its ->
                    throughIts(trail, its, deviceId(its, register), message.data());
            case MsiController.GicV2m frame ->
                    throughFrame(trail, frame.name(), register, message.data());
            case MsiController.Mbi mbi -> throughFrame(trail, mbi.name(), register, message.data());
            case MsiController.Apic _ -> null;
        };
    }

    private @Nullable HeldVector throughIts(
            MsiTracerTrail trail, MsiController.Its its, int deviceId, int event) {
        Field[] fields = {field("Dev", hex(deviceId)), field("Event", unsigned(event))};
        ElementId element = new ElementId.OfMsiController(its.name());
        ItsLookup found = tables(its.name()).lookup(deviceId, event);
        return switch (found) {
            case ItsLookup.Dropped dropped -> {
                Reason cause =
                        Reason.of(
                                dropped.cause().rule(), text(hex(deviceId)), text(unsigned(event)));
                var stuck = new MsiTracerDisturbed(state).dropped(its.name(), cause);
                trail.stop(
                        Verdict.LOST,
                        stuck == null ? cause : stuck.reason(),
                        stuck == null ? MsiTracerSight.nowhere() : stuck.seen(),
                        Kind.CONTROLLER,
                        its.name(),
                        element,
                        fields);
                yield null;
            }
            case ItsLookup.Found lpi -> {
                trail.pass(Kind.CONTROLLER, its.name(), element, fields);
                HeldVector held =
                        state.interrupts()
                                .holderOf(InterruptName.lpi(its.name(), lpi.intid()))
                                .orElse(null);
                interrupt(
                        trail,
                        held,
                        "LPI " + lpi.intid(),
                        field("col", Integer.toString(lpi.icid())),
                        field("CPU", "CPU" + lpi.processor()));
                yield held;
            }
        };
    }

    /// What hardware has: the kernel's tables, or those of an ITS that follows no more commands.
    private ItsTables tables(String its) {
        return state.writes()
                .stuckTables(its)
                .orElseGet(() -> state.interrupts().controllers().its().tablesOf(its));
    }

    private @Nullable HeldVector throughFrame(
            MsiTracerTrail trail, String name, HostPhysical register, int data) {
        ElementId element = new ElementId.OfMsiController(name);
        SpiFrame frame = state.interrupts().controllers().frame(name);
        int spi = frame.spi(register, data);
        if (!frame.spis().contains(spi)) {
            trail.stop(
                    Verdict.LOST,
                    Reason.of(MsiTracerRules.SPI_OUT_OF_FRAME, text(unsigned(spi)), text(name)),
                    MsiTracerSight.nowhere(),
                    Kind.CONTROLLER,
                    name,
                    element,
                    field("SPI", unsigned(spi)));
            return null;
        }
        trail.pass(Kind.CONTROLLER, name, element, field("SPI", unsigned(spi)));
        HeldVector held = state.interrupts().holderOf(InterruptName.spi(name, spi)).orElse(null);
        interrupt(trail, held, "SPI " + spi, field("CPU", "CPU0"));
        return held;
    }

    /// Adds the hop INTERRUPT for the vector that is raised.
    void interrupt(MsiTracerTrail trail, @Nullable HeldVector held, String title, Field... fields) {
        if (held == null) {
            trail.stop(
                    Verdict.LOST,
                    Reason.of(MsiTracerRules.UNCLAIMED, text(title)),
                    MsiTracerSight.place("/proc/interrupts: Err"),
                    Kind.INTERRUPT,
                    title,
                    null,
                    fields);
            return;
        }
        ElementId element = new ElementId.OfVector(held.at(), held.vector().number());
        if (!held.at().equals(function.at())) {
            trail.stop(
                    Verdict.MISDELIVERED,
                    Reason.of(
                            MsiTracerRules.FOREIGN,
                            new Evidence.OfFunction("", function.at()),
                            new Evidence.OfFunction("", held.at())),
                    MsiTracerSight.place("/proc/interrupts row of " + held.at()),
                    Kind.INTERRUPT,
                    title,
                    element,
                    fields);
        } else if (!held.vector().isHandled()) {
            trail.stop(
                    Verdict.PENDING,
                    Reason.of(MsiTracerRules.NO_HANDLER),
                    MsiTracerSight.place("/sys/kernel/debug/irq/irqs: IRQD_IRQ_MASKED"),
                    Kind.INTERRUPT,
                    title,
                    element,
                    fields);
        } else {
            handled(trail, held, title, fields);
        }
    }

    private void handled(MsiTracerTrail trail, HeldVector held, String title, Field... fields) {
        ElementId element = new ElementId.OfVector(held.at(), held.vector().number());
        var disturbed = new MsiTracerDisturbed(state);
        var pending = disturbed.pending(held);
        if (pending != null) {
            trail.stop(
                    Verdict.PENDING,
                    pending.reason(),
                    pending.seen(),
                    Kind.INTERRUPT,
                    title,
                    element,
                    fields);
            return;
        }
        disturbed
                .moved(held)
                .ifPresentOrElse(
                        moved -> {
                            List<Field> all = new ArrayList<>(List.of(fields));
                            all.addAll(moved.seen().fields());
                            trail.passBecause(
                                    moved.reason(),
                                    Kind.INTERRUPT,
                                    title,
                                    element,
                                    all.toArray(Field[]::new));
                        },
                        () -> trail.pass(Kind.INTERRUPT, title, element, fields));
    }

    /// A pre-ITS takes the DeviceID from the address; everywhere else the interconnect adds it.
    private int deviceId(MsiController.Its its, HostPhysical register) {
        HostPhysical preIts = its.preItsBase();
        return preIts == null
                ? new MsiTracerWires(state, function).deviceId(its.name())
                : (int) (register.offsetFrom(preIts) >>> 2);
    }

    private static String unsigned(int value) {
        return Integer.toUnsignedString(value);
    }

    private static Evidence text(String value) {
        return new Evidence.OfText("", value);
    }
}
