package iovatlas.kernel.kvm;

import iovatlas.kernel.CommandLine;
import iovatlas.kernel.KernelRule;

import org.jspecify.annotations.Nullable;

/// Whether GICv4 hardware injects a vector into a guest by itself. Everything must hold at the moment
/// when irqfd and VFIO vector meet; otherwise KVM stays on the software path without an error.
///
/// Source: `arch/arm64/kvm/vgic/vgic-v4.c:kvm_vgic_v4_set_forwarding`.
///
/// @param hardware the ITS and all redistributors have virtual LPIs
/// @param switchedOn `kvm-arm.vgic_v4_enable=1`
/// @param virtualIts the VM has a virtual ITS
/// @param routed the route is a message with DeviceID to a doorbell of that ITS
/// @param resolves the virtual ITS finds a virtual LPI for it now
/// @param forwarded that virtual LPI is forwarded already
/// @param otherVm another VM owns virtual LPIs of the same host device
public record DirectInjection(
        boolean hardware,
        boolean switchedOn,
        boolean virtualIts,
        boolean routed,
        boolean resolves,
        boolean forwarded,
        boolean otherVm) {

    /// Whether the command line switches direct injection on; it is off by default.
    public static boolean switchedOn(CommandLine line) {
        return line.flag("kvm-arm.vgic_v4_enable").orElse(false);
    }

    /// The first condition that fails, null when hardware injects.
    public @Nullable KernelRule obstacle() {
        if (!hardware) {
            return rule("gicv4-no-hardware", "the host's ITS has no virtual LPIs (GICv4)");
        }
        if (!switchedOn) {
            return rule(
                    "gicv4-off", "direct injection is off: kvm-arm.vgic_v4_enable=1 is not set");
        }
        if (!virtualIts) {
            return rule("gicv4-no-vits", "the VM has no virtual ITS");
        }
        if (!routed) {
            return rule("gicv4-not-routed", "the route is no message to the VM's virtual ITS");
        }
        if (!resolves) {
            return rule(
                    "gicv4-not-mapped",
                    "the guest had not mapped the event when irqfd and vector met");
        }
        if (forwarded) {
            return rule("gicv4-taken", "the virtual LPI is forwarded already");
        }
        return otherVm
                ? rule("gicv4-other-vm", "another VM owns virtual LPIs of this device")
                : null;
    }

    private static KernelRule rule(String id, String summary) {
        return KernelRule.of(
                id, summary, "arch/arm64/kvm/vgic/vgic-v4.c", "kvm_vgic_v4_set_forwarding");
    }
}
