package iovatlas.kernel.iommu;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Releases;

/// The rules by which Linux decides whether interrupts are isolated.
public final class IsolationRules {

    private static final String MSI = "kernel/irq/msi.c";
    private static final String TEST = "msi_device_has_isolated_msi";

    public static final KernelRule ITS =
            KernelRule.of(
                    "msi-isolated-its",
                    "{1} knows who sent a message, so {0} can raise only its own interrupts",
                    MSI,
                    TEST);

    public static final KernelRule PRE_ITS =
            KernelRule.of(
                    "msi-not-isolated-pre-its",
                    "{1} has a pre-ITS in front, which any device may write to",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_enable_quirk_socionext_synquacer");

    public static final KernelRule OPEN_FRAME =
            KernelRule.of(
                    "msi-not-isolated-frame",
                    "{1} takes any interrupt number from {0}, it cannot tell who writes",
                    MSI,
                    TEST);

    public static final KernelRule REMAPPED =
            KernelRule.of(
                    "msi-isolated-remapping",
                    "interrupt remapping checks who sends a message",
                    MSI,
                    TEST);

    public static final KernelRule NOT_REMAPPED =
            KernelRule.of(
                    "msi-not-isolated-x86",
                    "interrupt remapping is off, so {0} can raise any vector of the machine",
                    MSI,
                    TEST);

    public static final KernelRule NO_CONTROLLER =
            KernelRule.of(
                    "msi-no-controller",
                    "{0} has no MSI controller, so nothing isolates its messages",
                    MSI,
                    TEST);

    /// Older kernels look at all MSI domains of the system instead of one device's.
    public static final KernelRule WHOLE_SYSTEM =
            KernelRule.of(
                    "msi-isolated-system",
                    "every MSI domain of the system has to remap",
                    "kernel/irq/irqdomain.c",
                    "irq_domain_check_msi_remap",
                    Releases.until(KernelRelease.of(6, 2), KernelRelease.V6_1));

    private IsolationRules() {}
}
