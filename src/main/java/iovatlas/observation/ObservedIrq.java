package iovatlas.observation;

import iovatlas.address.Iova;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What the kernel kept about one message-signalled interrupt, as
/// `/sys/kernel/debug/irq/irqs/N` and `/proc/irq/N` showed it.
///
/// @param number Linux interrupt number
/// @param device the device's name in sysfs spelling, empty when none was shown
/// @param affinity CPUs that may take it in list format (`0-1`), empty when not readable
/// @param effective CPUs that take it, likewise
/// @param flags those names of its `dstate` that say whether it can arrive, e.g. `IRQD_ACTIVATED`
/// @param address the address of the message that the kernel wrote last, null when not shown
/// @param data the data of that message, unsigned 32 bits, null when not shown
/// @param levels its interrupt domains, the device's own first, the CPUs' last
/// @param vector x86: the vector on the target CPU, null elsewhere
/// @param target x86: the CPU that the vector is on, null elsewhere
public record ObservedIrq(
        int number,
        String device,
        String affinity,
        String effective,
        List<String> flags,
        @Nullable Iova address,
        @Nullable Integer data,
        List<Level> levels,
        @Nullable Integer vector,
        @Nullable Integer target) {

    /// One domain of the hierarchy.
    ///
    /// @param domain its name, e.g. `irqchip@0x0000000008080000-5`
    /// @param hwirq the interrupt's number there, unsigned
    /// @param chip the chip's name, e.g. `ITS`
    public record Level(String domain, long hwirq, String chip) {}

    public ObservedIrq {
        flags = List.copyOf(flags);
        levels = List.copyOf(levels);
    }

    /// The same with the masks that `/proc/irq` showed; what is empty there stays.
    public ObservedIrq withAffinity(String allowed, String taken) {
        return new ObservedIrq(
                number,
                device,
                allowed.isEmpty() ? affinity : allowed,
                taken.isEmpty() ? effective : taken,
                flags,
                address,
                data,
                levels,
                vector,
                target);
    }
}
