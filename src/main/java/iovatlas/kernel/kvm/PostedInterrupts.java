package iovatlas.kernel.kvm;

import iovatlas.kernel.KernelRule;

import org.jspecify.annotations.Nullable;

/// Whether an x86 host posts a device's interrupt straight into a vCPU. Re-evaluated at every change
/// of the route.
///
/// Source: `arch/x86/kvm/irq.c:kvm_pi_update_irte`, `arch/x86/kvm/vmx/posted_intr.c:pi_update_irte`.
///
/// @param remapping interrupt remapping is on
/// @param posting every IOMMU can post (VT-d capability bit 59)
/// @param apicv APIC virtualisation is active
/// @param message the route is a message
/// @param destinations how many vCPUs the message resolves to
/// @param delivery delivery mode of the message: 0 fixed, 1 lowest priority, else other
public record PostedInterrupts(
        boolean remapping,
        boolean posting,
        boolean apicv,
        boolean message,
        int destinations,
        int delivery) {

    /// The first condition that fails, null when hardware posts.
    public @Nullable KernelRule obstacle() {
        if (!remapping) {
            return rule("posted-no-remapping", "interrupt remapping is off");
        }
        if (!posting) {
            return rule("posted-no-hardware", "the IOMMU cannot post interrupts");
        }
        if (!apicv) {
            return rule("posted-no-apicv", "APIC virtualisation is not active");
        }
        if (!message) {
            return rule("posted-no-message", "the route is no message");
        }
        if (destinations != 1) {
            return rule("posted-destinations", "the message does not go to exactly one vCPU");
        }
        return delivery > 1
                ? rule("posted-delivery-mode", "the delivery mode is not fixed or lowest priority")
                : null;
    }

    private static KernelRule rule(String id, String summary) {
        return KernelRule.of(id, summary, "arch/x86/kvm/irq.c", "kvm_pi_update_irte");
    }
}
