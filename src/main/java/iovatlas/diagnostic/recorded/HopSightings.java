package iovatlas.diagnostic.recorded;

import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.Message;
import iovatlas.kernel.doorbell.MsiParent;
import iovatlas.kernel.doorbell.Vector;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedIrqDomain;
import iovatlas.observation.ObservedVector;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiPath;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was seen of one vector, hop by hop.
///
/// @param seen the recording
/// @param boot the state that the recording is of
/// @param path the computed way
/// @param vector what was recorded of the vector
record HopSightings(Observation seen, KernelState boot, MsiPath path, RecordedVector vector) {

    List<Sighting> at(MsiHop hop) {
        return switch (hop.kind()) {
            case FUNCTION -> function();
            case MESSAGE -> message();
            case CONTROLLER -> controller();
            case INTERRUPT -> interrupt();
            case EVENTFD -> handler();
            case IOMMU, DOORBELL, IRQFD, GUEST_CONTROLLER, VCPU -> List.of();
        };
    }

    private List<Sighting> function() {
        ObservedFunction function = vector.function();
        if (function == null) {
            return List.of();
        }
        List<Sighting> found = new ArrayList<>();
        found.add(
                Sighting.compared(
                        "driver",
                        function.driver() == null ? "none" : function.driver(),
                        boot.driverOf(path.device()).orElse("none")));
        boolean on = path.index() == IrqIndex.MSIX ? function.msixEnabled() : function.msiEnabled();
        found.add(
                Sighting.only(
                        "state",
                        (path.index() == IrqIndex.MSIX ? "MSI-X " : "MSI ") + (on ? "on" : "off")));
        if (!function.interrupts().isEmpty()) {
            found.add(Sighting.only("IRQs", runs(function.interrupts())));
        }
        return found;
    }

    private List<Sighting> message() {
        ObservedVector held = vector.message();
        ObservedIrq irq = vector.irq();
        Iova address = held != null ? held.address() : irq == null ? null : irq.address();
        Integer data =
                held != null ? Integer.valueOf(held.data()) : irq == null ? null : irq.data();
        if (address == null || data == null) {
            return List.of();
        }
        List<Sighting> found = new ArrayList<>();
        Vector computed =
                boot.interrupts().vectorsOf(path.device()).vector(path.vector()).orElse(null);
        if (computed == null) {
            found.add(Sighting.only("address", address.hex()));
            found.add(Sighting.only("data", hex(data)));
        } else {
            compare(computed.registers(), address, data, found);
        }
        if (held != null && held.masked()) {
            found.add(Sighting.only("entry", "masked"));
        }
        return found;
    }

    private void compare(Message computed, Iova address, int data, List<Sighting> found) {
        DeterminedBits bits = DeterminedBits.of(boot, path.device(), computed.address());
        long ours = computed.address().unsignedBits();
        long theirs = address.unsignedBits();
        found.add(
                standing(
                        "address",
                        address.hex(),
                        computed.address().hex(),
                        bits.sameAddress(ours, theirs)));
        found.add(
                standing(
                        "data",
                        hex(data),
                        hex(computed.data()),
                        bits.sameData(computed.data(), data)));
    }

    /// Values that differ only in bits that no rule determines are not counted as different.
    private static Sighting standing(
            String name, String observed, String computed, boolean sameBits) {
        return observed.equals(computed) || !sameBits
                ? Sighting.compared(name, observed, computed)
                : Sighting.only(name, observed);
    }

    private List<Sighting> controller() {
        ObservedIrq irq = vector.irq();
        if (irq == null || irq.levels().size() < 2) {
            return List.of();
        }
        MsiParent parent = boot.interrupts().parentOf(path.device());
        ObservedIrq.Level level = irq.levels().get(1);
        List<Sighting> found = new ArrayList<>();
        DomainBase.of(level.domain())
                .ifPresent(base ->
                        found.add(
                                DomainBase.computed(boot.topology(), parent)
                                        .map(ours -> Sighting.compared("base", base, ours))
                                        .orElseGet(() -> Sighting.only("base", base))));
        if (parent instanceof MsiParent.OfIntel && level.chip().equals("INTEL-IR")) {
            found.add(Sighting.only("IRTE", Long.toUnsignedString(level.hwirq() >>> 16)));
        }
        isolation(irq, parent).ifPresent(found::add);
        found.add(Sighting.only("chip", level.chip()));
        return found;
    }

    /// Isolation is told by the flags of any domain above the function's own.
    private Optional<Sighting> isolation(ObservedIrq irq, MsiParent parent) {
        List<String> names = irq.levels().stream().map(ObservedIrq.Level::domain).toList();
        List<Boolean> told =
                seen.irqDomains().stream()
                        .filter(domain -> names.contains(domain.name()))
                        .map(ObservedIrqDomain::isolatedMsi)
                        .toList();
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Sighting.compared(
                                "isolated", yes(told.contains(true)), yes(parent.isolated())));
    }

    private List<Sighting> interrupt() {
        ObservedIrq irq = vector.irq();
        ObservedInterrupt line = vector.line();
        List<Sighting> found = new ArrayList<>();
        Integer number =
                line != null ? Integer.valueOf(line.number()) : irq == null ? null : irq.number();
        add(found, "IRQ", number);
        if (irq != null) {
            if (irq.vector() == null && irq.levels().size() > 1) {
                found.add(
                        Sighting.only(
                                "INTID", Long.toUnsignedString(irq.levels().getLast().hwirq())));
            }
            add(found, "vector", irq.vector() == null ? null : hex(irq.vector()));
            add(found, "CPU", irq.effective().isEmpty() ? irq.target() : irq.effective());
            if (irq.flags().contains("IRQD_IRQ_MASKED")) {
                found.add(Sighting.only("state", "masked"));
            }
        }
        return found;
    }

    private List<Sighting> handler() {
        ObservedInterrupt line = vector.line();
        if (line == null) {
            return List.of();
        }
        List<Sighting> found = new ArrayList<>();
        add(found, "action", line.action().isEmpty() ? "none" : line.action());
        found.add(Sighting.only("count", Long.toUnsignedString(line.count())));
        return found;
    }

    private static void add(List<Sighting> found, String name, @Nullable Object value) {
        if (value != null) {
            found.add(Sighting.only(name, value.toString()));
        }
    }

    /// `54-57 60`: numbers in a row as a range.
    private static String runs(List<Integer> numbers) {
        List<int[]> runs = new ArrayList<>();
        for (int number : numbers.stream().sorted().distinct().toList()) {
            if (!runs.isEmpty() && runs.getLast()[1] == number - 1) {
                runs.getLast()[1] = number;
            } else {
                runs.add(new int[] {number, number});
            }
        }
        return runs.stream()
                .map(run -> run[0] == run[1] ? "" + run[0] : run[0] + "-" + run[1])
                .collect(Collectors.joining(" "));
    }

    private static String yes(boolean value) {
        return value ? "yes" : "no";
    }

    private static String hex(int value) {
        return "0x" + Integer.toHexString(value);
    }
}
