package iovatlas.kernel.kvm;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.topology.GicVersion;

import java.util.HashMap;
import java.util.Map;

/// Which GSIs of a VM the host's ITS injects by itself, and what ends that. Nothing brings it back but
/// a new meeting of irqfd and VFIO vector.
///
/// Source: `arch/arm64/kvm/vgic/vgic-v4.c:kvm_vgic_v4_set_forwarding, kvm_vgic_v4_unset_forwarding`.
///
/// @param version of the host's ITSs
/// @param lpis virtual LPI by GSI
public record Forwardings(GicVersion version, Map<Integer, Integer> lpis) {

    private static final KernelRule AFFINITY =
            KernelRule.of(
                    "gicv4-affinity",
                    "GSI {0} is forwarded to a vCPU: its interrupt has no host CPU to move to",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_set_affinity");
    private static final KernelRule SAVE =
            KernelRule.of(
                    "gicv4-save",
                    "the pending state of virtual LPI {0} is in GICv4.0 hardware, which cannot be"
                            + " read back",
                    "arch/arm64/kvm/vgic/vgic-its.c",
                    "vgic_its_save_itt");

    public Forwardings {
        lpis = Map.copyOf(lpis);
    }

    /// Nothing is forwarded.
    public static Forwardings none(GicVersion version) {
        return new Forwardings(version, Map.of());
    }

    public boolean isForwarded(int gsi) {
        return lpis.containsKey(gsi);
    }

    /// irqfd and vector meet. Where a condition fails nothing changes and nobody is told.
    public Forwardings paired(int gsi, int lpi, DirectInjection conditions) {
        if (conditions.obstacle() != null || lpis.containsValue(lpi)) {
            return this;
        }
        Map<Integer, Integer> more = new HashMap<>(lpis);
        more.put(gsi, lpi);
        return new Forwardings(version, more);
    }

    /// The VMM changes the GSI's route, takes the event descriptor away, or the guest masks the vector.
    ///
    /// Source: `arch/arm64/kvm/arm.c:kvm_arch_update_irqfd_routing`.
    public Forwardings unpaired(int gsi) {
        Map<Integer, Integer> fewer = new HashMap<>(lpis);
        fewer.remove(gsi);
        return new Forwardings(version, fewer);
    }

    /// The guest's DISCARD or MAPD takes the virtual LPI away.
    public Forwardings discarded(int lpi) {
        Map<Integer, Integer> fewer = new HashMap<>(lpis);
        fewer.values().removeIf(value -> value == lpi);
        return new Forwardings(version, fewer);
    }

    /// A write to `smp_affinity` of the host's interrupt.
    ///
    /// @return EINVAL while it is forwarded
    public Outcome<Integer> affinity(int gsi, int cpu) {
        return isForwarded(gsi)
                ? Outcome.refuse(
                        Errno.EINVAL, AFFINITY, new Evidence.OfText("", Integer.toString(gsi)))
                : Outcome.ok(cpu);
    }

    /// KVM_DEV_ARM_ITS_SAVE_TABLES.
    ///
    /// @return EACCES on GICv4.0 while anything is forwarded
    public Outcome<SavedTables> save(VirtualIts its) {
        return version == GicVersion.V4 && !lpis.isEmpty()
                ? Outcome.refuse(
                        Errno.EACCES,
                        SAVE,
                        new Evidence.OfText(
                                "", lpis.values().stream().sorted().findFirst().orElse(0) + ""))
                : Outcome.ok(its.save());
    }
}
