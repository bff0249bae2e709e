package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;
import static iovatlas.scenario.MsiTracerTrail.hex;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.FunctionVectors;
import iovatlas.kernel.doorbell.Message;
import iovatlas.kernel.doorbell.Vector;
import iovatlas.kernel.doorbell.VectorKind;
import iovatlas.scenario.MsiHop.Field;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

/// What a function sends for a vector, if it sends anything.
///
/// @param state the moment
/// @param function the sender
/// @param kind MSI or MSI-X
/// @param number the vector
record MsiTracerSource(KernelState state, PciFunction function, VectorKind kind, int number) {

    /// Adds the hops FUNCTION and MESSAGE.
    ///
    /// @return the message, null when nothing is sent
    @Nullable Message follow(MsiTracerTrail trail) {
        FunctionVectors vectors = state.interrupts().vectorsOf(function.at());
        Vector vector = vectors.active() == kind ? vectors.vector(number).orElse(null) : null;
        if (vector == null) {
            notSetUp(trail, vectors);
            return null;
        }
        boolean sent = sends(trail, vector);
        message(trail, vector.registers());
        return sent ? vector.registers() : null;
    }

    /// Adds the hop FUNCTION.
    private boolean sends(MsiTracerTrail trail, Vector vector) {
        if (!control().busMaster()) {
            held(
                    trail,
                    Verdict.LOST,
                    Reason.of(
                            MsiTracerRules.BUS_MASTER_OFF,
                            new Evidence.OfFunction("", function.at())),
                    "lspci -vv: BusMaster-; its count in /proc/interrupts stays");
        } else if (kind == VectorKind.MSIX && control().functionMask()) {
            held(
                    trail,
                    Verdict.PENDING,
                    Reason.of(
                            MsiTracerRules.FUNCTION_MASKED,
                            new Evidence.OfFunction("", function.at())),
                    "lspci -vv: Masked+; pending bit array of the function");
        } else if (!vector.isHandled() && maskable()) {
            held(
                    trail,
                    Verdict.PENDING,
                    Reason.of(MsiTracerRules.MASKED, text(vectorName())),
                    "pending bit array of the function");
        } else {
            trail.pass(Kind.FUNCTION, "Function", element(), sender());
            return true;
        }
        return false;
    }

    private void held(MsiTracerTrail trail, Verdict how, Reason reason, String seen) {
        trail.stop(
                how,
                reason,
                MsiTracerSight.place(seen),
                Kind.FUNCTION,
                "Function",
                element(),
                sender());
    }

    private void message(MsiTracerTrail trail, Message message) {
        ElementId.OfVector element = new ElementId.OfVector(function.at(), number);
        Field address = field("address", message.address().hex());
        Field data = field("data", hex(message.data()));
        if (kind == VectorKind.MSI && truncated()) {
            trail.passBecause(
                    Reason.of(
                            MsiTracerRules.UPPER_HALF_MISSING,
                            new Evidence.OfAddress("", message.address())),
                    Kind.MESSAGE,
                    "Message",
                    element,
                    address,
                    data);
        } else {
            trail.pass(Kind.MESSAGE, "Message", element, address, data);
        }
    }

    private void notSetUp(MsiTracerTrail trail, FunctionVectors vectors) {
        boolean on = vectors.active() == kind;
        Reason reason =
                Reason.of(
                        on ? MsiTracerRules.NO_SUCH_VECTOR : MsiTracerRules.NOT_SET_UP,
                        text(on ? vectorName() : kindName()),
                        new Evidence.OfFunction("", function.at()));
        trail.stop(
                Verdict.NOT_SET_UP,
                reason,
                MsiTracerSight.place(
                        on ? "/proc/interrupts has no row of it" : "lspci -vv: Enable-"),
                Kind.FUNCTION,
                "Function",
                element(),
                sender());
    }

    private Field[] sender() {
        return new Field[] {
            field("at", function.at().shortText()),
            field("vector", vectorName()),
            field("name", function.name().isEmpty() ? "none" : function.name()),
            field("requester", state.groups().tree().msiRequesterId(function).toString()),
            field("bus master", control().busMaster() ? "on" : "off")
        };
    }

    private FunctionControl control() {
        return new FunctionControl(state, function.at());
    }

    private ElementId element() {
        return new ElementId.OfFunction(function.at());
    }

    private boolean maskable() {
        MsiCapability msi = function.capabilities().msi();
        return kind == VectorKind.MSIX || (msi != null && msi.maskable());
    }

    private boolean truncated() {
        MsiCapability msi = function.capabilities().msi();
        return msi != null && !msi.address64();
    }

    private String kindName() {
        return kind == VectorKind.MSIX ? "MSI-X" : "MSI";
    }

    private String vectorName() {
        return kindName() + " " + number;
    }

    private static Evidence text(String value) {
        return new Evidence.OfText("", value);
    }
}
