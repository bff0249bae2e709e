package iovatlas.scenario;

import static iovatlas.scenario.MsiTracerTrail.field;
import static iovatlas.scenario.MsiTracerTrail.hex;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.doorbell.HeldVector;
import iovatlas.kernel.doorbell.HostControllers;
import iovatlas.kernel.doorbell.InterruptName;
import iovatlas.kernel.doorbell.Message;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.kernel.remapping.AmdTable;
import iovatlas.kernel.remapping.CpuVector;
import iovatlas.kernel.remapping.InterruptFault;
import iovatlas.kernel.remapping.InterruptRequest;
import iovatlas.kernel.remapping.RemappingTable;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What an x86 host makes of a write into the interrupt window.
///
/// @param state the moment
/// @param function who writes
record MsiTracerApic(KernelState state, PciFunction function) {

    private static final String APIC = "APIC";

    /// Adds the hops DOORBELL, CONTROLLER and INTERRUPT.
    ///
    /// @return the vector whose interrupt is raised, null when none is
    @Nullable HeldVector interrupt(MsiTracerTrail trail, Message message) {
        trail.pass(
                Kind.DOORBELL,
                "Interrupt window",
                null,
                field("address", message.address().hex()),
                field("range", InterruptRequest.WINDOW.hex()));
        return switch (state.interrupts().parentOf(function.at())) {
            case MsiParent.OfIntel of -> throughIntel(trail, of.iommu(), message);
            case MsiParent.OfAmd of -> throughAmd(trail, of, message);
            case MsiParent.OfApic _,
                    MsiParent.OfNothing _,
                    MsiParent.OfIts _,
                    MsiParent.OfFrame _ ->
                    plain(trail, message);
        };
    }

    private @Nullable HeldVector throughIntel(MsiTracerTrail trail, String unit, Message message) {
        InterruptRequest request = InterruptRequest.decode(message.address(), message.data());
        RemappingTable table =
                controllers().remapping().getOrDefault(unit, RemappingTable.booted());
        RequesterId requester = state.groups().tree().msiRequesterId(function);
        int index = request instanceof InterruptRequest.Remappable r ? r.index() : 0;
        ElementId element = new ElementId.OfIommu(unit);
        Optional<InterruptFault> fault = table.check(request, requester);
        if (fault.isPresent()) {
            String device = new MsiTracerFaults(state, function).dmarDevice();
            trail.stop(
                    Verdict.LOST,
                    Reason.of(
                            MsiTracerRules.INTERRUPT_FAULT,
                            text(hex(index)),
                            text(fault.get().text())),
                    MsiTracerSight.log(fault.get().logLine(device, index), "dmar_fault_do_one"),
                    Kind.CONTROLLER,
                    unit,
                    element,
                    field("IRTE", Integer.toString(index)),
                    field("fault", hex(fault.get().code())));
            return null;
        }
        trail.pass(
                Kind.CONTROLLER,
                unit,
                element,
                field("IRTE", Integer.toString(index)),
                field(
                        "source",
                        table.entry(index).map(entry -> entry.source().text()).orElse("none")),
                field("index", "an example: the order of set-up decides"));
        return raised(trail, InterruptName.irte(unit, index));
    }

    private @Nullable HeldVector throughAmd(
            MsiTracerTrail trail, MsiParent.OfAmd of, Message message) {
        int index = message.data();
        ElementId element = new ElementId.OfIommu(of.iommu());
        AmdTable table =
                controllers().amd().get(new HostControllers.AmdKey(of.iommu(), of.deviceId()));
        if (table == null || !table.isMapped(index)) {
            trail.stop(
                    Verdict.LOST,
                    Reason.of(
                            MsiTracerRules.AMD_ABORT,
                            text(Integer.toUnsignedString(index)),
                            new Evidence.OfFunction("", function.at())),
                    MsiTracerSight.log(
                            "AMD-Vi: Event logged [IO_PAGE_FAULT device=%s address=%s]"
                                    .formatted(function.at(), message.address().hex()),
                            "iommu_print_event"),
                    Kind.CONTROLLER,
                    of.iommu(),
                    element,
                    field("table", hex(of.deviceId())),
                    field("index", Integer.toUnsignedString(index)));
            return null;
        }
        trail.pass(
                Kind.CONTROLLER,
                of.iommu(),
                element,
                field("table", hex(of.deviceId())),
                field("index", Integer.toString(index)));
        return raised(trail, InterruptName.amd(of.iommu(), of.deviceId(), index));
    }

    private @Nullable HeldVector plain(MsiTracerTrail trail, Message message) {
        InterruptRequest request = InterruptRequest.decode(message.address(), message.data());
        if (!(request instanceof InterruptRequest.Compatibility compatibility)) {
            trail.stop(
                    Verdict.LOST,
                    Reason.of(MsiTracerRules.UNCLAIMED, text(message.toString())),
                    MsiTracerSight.nowhere(),
                    Kind.CONTROLLER,
                    APIC,
                    null,
                    field("format", "remappable, remapping off"));
            return null;
        }
        int vector = compatibility.vector();
        trail.pass(
                Kind.CONTROLLER,
                APIC,
                null,
                field("APIC ID", hex(compatibility.destination())),
                field("vector", hex(vector)),
                field("remapping", "off: not isolated"));
        Optional<HeldVector> held =
                state.interrupts()
                        .holderOf(
                                InterruptName.apic(
                                        new CpuVector(cpuOf(compatibility.destination()), vector)));
        if (held.isEmpty()) {
            nobody(trail, compatibility);
            return null;
        }
        return found(trail, held.get());
    }

    private void nobody(MsiTracerTrail trail, InterruptRequest.Compatibility request) {
        int cpu = cpuOf(request.destination());
        trail.stop(
                Verdict.LOST,
                Reason.of(
                        MsiTracerRules.PLACEHOLDER,
                        text(hex(request.vector())),
                        text(Integer.toString(cpu))),
                MsiTracerSight.log(
                        "__common_interrupt: %d.%d No irq handler for vector"
                                .formatted(cpu, request.vector()),
                        "common_interrupt"),
                Kind.INTERRUPT,
                "vector " + hex(request.vector()),
                null);
    }

    private int cpuOf(int apicId) {
        int known = controllers().apicIds().indexOf(apicId);
        return known < 0 ? apicId : known;
    }

    private @Nullable HeldVector raised(MsiTracerTrail trail, InterruptName name) {
        HeldVector held = state.interrupts().holderOf(name).orElse(null);
        if (held == null) {
            new MsiTracerController(state, function).interrupt(trail, null, "vector");
            return null;
        }
        return found(trail, held);
    }

    private HeldVector found(MsiTracerTrail trail, HeldVector held) {
        CpuVector apic = held.vector().apic();
        String title = apic == null ? "vector 0xef" : "vector " + hex(apic.vector());
        new MsiTracerController(state, function)
                .interrupt(
                        trail,
                        held,
                        title,
                        field("CPU", apic == null ? "none yet" : "CPU" + apic.cpu()),
                        field("number", "an example: what the boot took decides"));
        return held;
    }

    private HostControllers controllers() {
        return state.interrupts().controllers();
    }

    private static Evidence text(String value) {
        return new Evidence.OfText("", value);
    }
}
