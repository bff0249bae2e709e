package iovatlas.observation;

/// One line of `/proc/interrupts` that belongs to a message-signalled interrupt.
///
/// @param number Linux interrupt number
/// @param chip the chip column, e.g. `ITS-PCI-MSIX-0000:03:00.0`
/// @param hwirq the hardware number column as printed, empty when there is none
/// @param action the handler's name, empty when there is none
/// @param count the sum over all CPUs
public record ObservedInterrupt(int number, String chip, String hwirq, String action, long count) {}
