package iovatlas.kernel.vfio;

import iovatlas.kernel.KernelRule;

import java.util.List;

/// What can decide a call on a VFIO PCI device file.
public final class DeviceRules {

    private static final String CORE = "drivers/vfio/pci/vfio_pci_core.c";
    private static final String INTERRUPTS = "drivers/vfio/pci/vfio_pci_intrs.c";

    static final KernelRule BAD_INDEX =
            KernelRule.of(
                    "vfio-irq-index",
                    "The function has no interrupt index {0}.",
                    CORE,
                    "vfio_pci_ioctl_get_irq_info");
    static final KernelRule BAD_RANGE =
            KernelRule.of(
                    "vfio-irq-range",
                    "The index has {0}; {1} are not among them.",
                    "drivers/vfio/vfio_main.c",
                    "vfio_set_irqs_validate_and_prepare");
    static final KernelRule OTHER_ACTIVE =
            KernelRule.of(
                    "vfio-irq-other-active",
                    "Another interrupt index of the function is switched on.",
                    INTERRUPTS,
                    "vfio_pci_set_msi_trigger");
    static final KernelRule NOT_ACTIVE =
            KernelRule.of(
                    "vfio-irq-not-active",
                    "The index is not switched on, so that it cannot be switched off.",
                    INTERRUPTS,
                    "vfio_pci_set_msi_trigger");

    private DeviceRules() {}

    /// Every rule, for explanations.
    public static List<KernelRule> all() {
        return List.of(BAD_INDEX, BAD_RANGE, OTHER_ACTIVE, NOT_ACTIVE);
    }
}
