package iovatlas.observation;

/// An interrupt domain as `/sys/kernel/debug/irq/domains` showed it.
///
/// @param name the kernel's name, e.g. `irqchip@0x0000000008080000-5`
/// @param parent the domain above it, empty for none
/// @param mapped interrupts that are mapped in it
/// @param flags the flag word, unsigned 32 bits
public record ObservedIrqDomain(String name, String parent, int mapped, int flags) {

    /// `IRQ_DOMAIN_FLAG_ISOLATED_MSI`, before 6.3 `IRQ_DOMAIN_FLAG_MSI_REMAP`.
    ///
    /// Source: `include/linux/irqdomain.h`; the word 0x123 of Intel's remapping domain, measured on
    /// 7.3.
    private static final int ISOLATED_MSI = 1 << 5;

    /// Whether it says that its devices' messages cannot raise other devices' interrupts.
    public boolean isolatedMsi() {
        return (flags & ISOLATED_MSI) != 0;
    }
}
