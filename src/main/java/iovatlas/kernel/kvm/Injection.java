package iovatlas.kernel.kvm;

import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRule;

import org.jspecify.annotations.Nullable;

/// What comes of injecting a message into a guest with a virtual ITS, in the order of the tests. `{0}`
/// of the rules is the DeviceID, `{1}` the EventID.
///
/// Source: `arch/arm64/kvm/vgic/vgic-its.c:vgic_its_inject_msi, vgic_its_resolve_lpi`.
public enum Injection {
    /// The virtual LPI is pending and its vCPU is kicked.
    LATCHED(null, "vits-latched", "KVM makes the virtual LPI pending and kicks the vCPU"),
    /// The virtual LPI is disabled: it waits.
    PENDING(
            null,
            "vits-lpi-disabled",
            "the guest has disabled the virtual LPI: it stays pending until the guest enables it"
                    + " and issues INV"),
    NO_ITS(Errno.ENODEV, "vits-none", "the guest has no virtual ITS: KVM drops the interrupt"),
    NO_DEVICE_ID(
            Errno.EINVAL,
            "vits-no-devid",
            "the route carries no DeviceID: KVM drops the interrupt"),
    WRONG_DOORBELL(
            Errno.EINVAL,
            "vits-wrong-doorbell",
            "the address in the guest's table is in no virtual ITS: KVM drops the interrupt"),
    ITS_DISABLED(Errno.EBUSY, "vits-disabled", "the guest's ITS is off: KVM drops the interrupt"),
    NO_EVENT(
            null,
            "vits-no-ite",
            "the guest has not issued MAPTI for DeviceID {0}, EventID {1}: KVM drops the"
                    + " interrupt"),
    NO_COLLECTION(
            null,
            "vits-no-collection",
            "the collection of DeviceID {0}, EventID {1} has no vCPU: KVM drops the interrupt"),
    LPIS_DISABLED(
            Errno.EBUSY,
            "vits-lpis-off",
            "LPIs are off at the target vCPU's redistributor: KVM drops the interrupt");

    private final @Nullable Errno errno;
    private final String id;
    private final String summary;

    Injection(@Nullable Errno errno, String id, String summary) {
        this.errno = errno;
        this.id = id;
        this.summary = summary;
    }

    /// The errno of KVM_SIGNAL_MSI, null when it returns 0 or 1.
    public @Nullable Errno errno() {
        return errno;
    }

    /// What KVM_SIGNAL_MSI returns: 1 delivered, 0 dropped without an error, or the negative errno.
    public int signalResult() {
        if (errno != null) {
            return -errno.number();
        }
        return arrives() ? 1 : 0;
    }

    /// Whether the interrupt is kept for the vCPU.
    public boolean arrives() {
        return this == LATCHED || this == PENDING;
    }

    public KernelRule rule() {
        return KernelRule.of(id, summary, "arch/arm64/kvm/vgic/vgic-its.c", "vgic_its_resolve_lpi");
    }
}
