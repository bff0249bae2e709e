package iovatlas.importer.trace;

import iovatlas.address.GuestPhysical;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// What a trace tells of interrupts and of control bits, as steps.
final class TraceVectors {

    private static final int MOST_MSIX = 2048;
    private static final int MOST_MSI = 32;

    /// A vector of a function.
    private record Vector(PciAddress at, int number) {}

    private final StepList steps;
    private final Map<PciAddress, Integer> msix = new TreeMap<>();
    private final Map<PciAddress, Integer> msi = new TreeMap<>();
    private final Map<Vector, Step.GuestVector> programmed = new HashMap<>();
    private final Map<PciAddress, Boolean> busMaster = new TreeMap<>();
    private final Map<PciAddress, Boolean> masked = new TreeMap<>();

    TraceVectors(StepList steps) {
        this.steps = steps;
    }

    /// QEMU switches MSI-X off and on again with more vectors when a further one is used.
    ///
    /// Source: QEMU `hw/vfio/pci.c:vfio_msix_vector_do_use`.
    void switchOn(PciAddress at, TraceEvents.Event event) {
        if (event.second() == 0) {
            int count = (int) Math.min(event.first(), MOST_MSI);
            set(at, IrqIndex.MSI, 0, count);
            msi.put(at, count);
            return;
        }
        int count = (int) Math.min(event.first(), MOST_MSIX);
        int before = msix.getOrDefault(at, 0);
        if (count <= before) {
            set(at, IrqIndex.MSIX, count - 1, 1);
            return;
        }
        if (before > 0) {
            steps.add(new Step.IrqsOff(at, IrqIndex.MSIX));
        }
        set(at, IrqIndex.MSIX, 0, count);
        msix.put(at, count);
    }

    void switchOff(PciAddress at, TraceEvents.Event event) {
        boolean isMsix = event.second() == 1;
        if ((isMsix ? msix : msi).remove(at) != null) {
            steps.add(new Step.IrqsOff(at, isMsix ? IrqIndex.MSIX : IrqIndex.MSI));
        }
    }

    /// A handler ran, so its vector is on, whether the trace shows that or began later.
    void fire(PciAddress at, TraceEvents.Event event) {
        int vector = (int) event.first();
        boolean isMsix = event.second() == 1 || (event.second() < 0 && !msi.containsKey(at));
        int on = (isMsix ? msix : msi).getOrDefault(at, 0);
        if (vector >= on) {
            switchOn(
                    at,
                    new TraceEvents.Event(
                            TraceEvents.Kind.VECTORS,
                            event.time(),
                            event.device(),
                            vector + 1,
                            isMsix ? 1 : 0,
                            event.line()));
        }
        steps.fire(new Step.Fire(at, isMsix ? IrqIndex.MSIX : IrqIndex.MSI, vector, 1, 1));
    }

    /// The guest's own message of a vector on x86, once for each that is new.
    void program(PciAddress at, TraceEvents.Event event) {
        int vector = (int) (event.first() & 0xffff);
        int data = (int) (event.first() >>> 16 & 0xff);
        int destination = (int) (event.second() >>> 12 & 0xff);
        int vcpu = TraceMemory.vcpu(destination, event.second());
        var step =
                new Step.GuestVector(
                        at, vector, GuestPhysical.of(event.second()), 0, data, data, vcpu);
        if (!step.equals(programmed.put(new Vector(at, vector), step))) {
            steps.add(step);
        }
    }

    void busMaster(PciAddress at, boolean value) {
        if (!Boolean.valueOf(value).equals(busMaster.put(at, value))) {
            steps.add(new Step.WriteConfig(at, value, null));
        }
    }

    void functionMask(PciAddress at, boolean value) {
        if (!Boolean.valueOf(value).equals(masked.put(at, value))) {
            steps.add(new Step.WriteConfig(at, null, value));
        }
    }

    /// The device is given up, and its vectors and control bits with it.
    void forget(PciAddress at) {
        msix.remove(at);
        msi.remove(at);
        busMaster.remove(at);
        masked.remove(at);
        programmed.keySet().removeIf(vector -> vector.at().equals(at));
    }

    /// Makes what is set now steps.
    void repeat() {
        msi.forEach((at, count) -> set(at, IrqIndex.MSI, 0, count));
        msix.forEach((at, count) -> set(at, IrqIndex.MSIX, 0, count));
        programmed.values().stream()
                .sorted((a, b) ->
                        a.device().equals(b.device())
                                ? Integer.compare(a.vector(), b.vector())
                                : a.device().compareTo(b.device()))
                .forEach(steps::add);
        busMaster.forEach((at, value) -> steps.add(new Step.WriteConfig(at, value, null)));
        masked.forEach((at, value) -> steps.add(new Step.WriteConfig(at, null, value)));
    }

    private void set(PciAddress at, IrqIndex index, int start, int count) {
        steps.add(new Step.SetIrqs(at, index, start, count));
    }
}
