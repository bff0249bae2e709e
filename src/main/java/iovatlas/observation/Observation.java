package iovatlas.observation;

import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;

/// Everything that was recorded of a real machine.
///
/// @param groups by number
/// @param ungrouped PCI functions and other devices that had no group, in sysfs spelling, sorted
/// @param functions one per recorded function
/// @param interrupts message-signalled lines of `/proc/interrupts`
/// @param irqs message-signalled interrupts as debugfs and `/proc/irq` showed them, by number
/// @param irqDomains interrupt domains as debugfs showed them, by name
/// @param logFacts lines of the boot log that say something about IOMMUs and interrupts
/// @param notes what was not understood when it was imported
public record Observation(
        List<ObservedGroup> groups,
        List<String> ungrouped,
        List<ObservedFunction> functions,
        List<ObservedInterrupt> interrupts,
        List<ObservedIrq> irqs,
        List<ObservedIrqDomain> irqDomains,
        List<String> logFacts,
        List<Note> notes) {

    /// Nothing was recorded: the machine was drawn by hand.
    public static final Observation NONE =
            new Observation(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    public Observation {
        groups = List.copyOf(groups);
        ungrouped = List.copyOf(ungrouped);
        functions = List.copyOf(functions);
        interrupts = List.copyOf(interrupts);
        irqs = List.copyOf(irqs);
        irqDomains = List.copyOf(irqDomains);
        logFacts = List.copyOf(logFacts);
        notes = List.copyOf(notes);
    }

    /// A recording without interrupt descriptors and domains.
    public Observation(
            List<ObservedGroup> groups,
            List<String> ungrouped,
            List<ObservedFunction> functions,
            List<ObservedInterrupt> interrupts,
            List<String> logFacts,
            List<Note> notes) {
        this(groups, ungrouped, functions, interrupts, List.of(), List.of(), logFacts, notes);
    }

    /// What was recorded of a function.
    public Optional<ObservedFunction> function(PciAddress at) {
        return functions.stream().filter(function -> function.at().equals(at)).findFirst();
    }

    /// The same recording with other notes.
    public Observation withNotes(List<Note> value) {
        return new Observation(
                groups, ungrouped, functions, interrupts, irqs, irqDomains, logFacts, value);
    }

    /// The same recording with other words about its functions.
    public Observation withFunctions(List<ObservedFunction> value) {
        return new Observation(
                groups, ungrouped, value, interrupts, irqs, irqDomains, logFacts, notes);
    }

    /// True when groups were recorded, so that the model can be verified against them.
    public boolean hasGroups() {
        return !groups.isEmpty() || !ungrouped.isEmpty();
    }
}
