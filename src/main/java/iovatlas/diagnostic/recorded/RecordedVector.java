package iovatlas.diagnostic.recorded;

import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedVector;
import iovatlas.scenario.IrqIndex;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/// What a recording shows of one vector of a function.
///
/// @param function the function, null when it was not recorded
/// @param line its line of `/proc/interrupts`, null for none
/// @param irq its interrupt descriptor, null when debugfs and `/proc/irq` did not show it
/// @param message what the device held, null when it was not readable
record RecordedVector(
        @Nullable ObservedFunction function,
        @Nullable ObservedInterrupt line,
        @Nullable ObservedIrq irq,
        @Nullable ObservedVector message) {

    /// From the vector's number to the requester ID in the number that one domain for all functions
    /// uses.
    ///
    /// Source: `drivers/pci/msi/irqdomain.c:pci_msi_domain_calc_hwirq` (before 6.12 on Arm, 6.2 on
    /// x86).
    private static final int REQUESTER_SHIFT = 11;

    private static final int SEGMENT_SHIFT = 27;

    /// The chips of domains that served all functions, by the names that they had.
    private static final Set<String> FOR_ALL = Set.of("ITS-MSI", "MSI", "PCI-MSI", "IR-PCI-MSI");

    static RecordedVector of(Observation seen, PciAddress at, IrqIndex index, int vector) {
        ObservedFunction function = seen.function(at).orElse(null);
        ObservedInterrupt line =
                seen.interrupts().stream()
                        .filter(l -> isDecimal(l.hwirq()))
                        .filter(l -> means(l.chip(), Long.parseLong(l.hwirq()), at, index, vector))
                        .findFirst()
                        .orElse(null);
        ObservedIrq irq =
                seen.irqs().stream()
                        .filter(i -> line == null ? isOf(i, at, index, vector) : is(i, line))
                        .findFirst()
                        .orElse(null);
        return new RecordedVector(
                function,
                line,
                irq,
                Optional.ofNullable(function).stream()
                        .filter(f -> index == (f.msixEnabled() ? IrqIndex.MSIX : IrqIndex.MSI))
                        .flatMap(f -> f.vectors().stream())
                        .filter(v -> v.index() == vector)
                        .findFirst()
                        .orElse(null));
    }

    private static boolean is(ObservedIrq irq, ObservedInterrupt line) {
        return irq.number() == line.number();
    }

    private static boolean isOf(ObservedIrq irq, PciAddress at, IrqIndex index, int vector) {
        return irq.device().equals(at.toString())
                && !irq.levels().isEmpty()
                && means(
                        irq.levels().getFirst().chip(),
                        irq.levels().getFirst().hwirq(),
                        at,
                        index,
                        vector);
    }

    /// Whether a chip's name and number stand for the vector: a domain of the function's own counts
    /// its vectors, one for all functions counts the requester ID in.
    private static boolean means(
            String chip, long hwirq, PciAddress at, IrqIndex index, int vector) {
        if (chip.endsWith("-" + at)) {
            boolean msix = chip.contains("MSIX");
            return hwirq == vector && msix == (index == IrqIndex.MSIX);
        }
        long requester = Integer.toUnsignedLong(at.requesterId().bits());
        return FOR_ALL.contains(chip)
                && hwirq
                        == (vector
                                | requester << REQUESTER_SHIFT
                                | (long) at.segment() << SEGMENT_SHIFT);
    }

    private static boolean isDecimal(String text) {
        return text.matches("\\d{1,18}");
    }
}
