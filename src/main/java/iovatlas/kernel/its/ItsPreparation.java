package iovatlas.kernel.its;

import iovatlas.kernel.KernelRelease;

/// How large a translation table Linux makes for a PCI function before its first vector.
///
/// @param vectors entries to ask for, a power of two
/// @param shared whether several functions share the DeviceID (conventional PCI)
public record ItsPreparation(int vectors, boolean shared) {

    /// The first release that sizes the table by what the function could use instead of by what is
    /// asked for.
    public static final KernelRelease BY_HARDWARE = KernelRelease.of(6, 11);

    private static final int DEVICE_ZERO_VECTORS = 32;

    /// @param deviceId unsigned; device 0 gets at least 32 entries
    /// @param requested vectors of this call
    /// @param hardware what the function offers: MSI-X table size or MSI vectors
    /// @param below vectors of everything below the alias bridge, 0 when the function is its own
    ///     last alias
    ///
    /// Source: `drivers/irqchip/irq-gic-its-msi-parent.c:its_pci_msi_prepare`,
    /// `drivers/irqchip/irq-gic-v3-its-pci-msi.c:its_pci_msi_prepare` up to 6.10.
    public static ItsPreparation of(
            KernelRelease release, int deviceId, int requested, int hardware, int below) {
        int asked = release.atLeast(BY_HARDWARE) ? hardware : requested;
        int least = deviceId == 0 ? DEVICE_ZERO_VECTORS : 1;
        int wanted = Math.max(Math.max(asked, below), least);
        return new ItsPreparation(roundUp(wanted), below > 0);
    }

    private static int roundUp(int number) {
        return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
    }
}
