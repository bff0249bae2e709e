package iovatlas.export.machine;

import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Where functions go: QEMU's boards have functions of their own, and a slot without function 0 is
/// never looked at.
final class QemuSlots {
    /// Of the q35 board: the host bridge and the ICH9's ISA bridge, AHCI and SMBus.
    private static final Set<Integer> PC_DEVICES = Set.of(0x00, 0x1f);

    /// Of the virt board: the host bridge.
    private static final Set<Integer> ARM_DEVICES = Set.of(0x00);

    /// The last slot that no board has a part in.
    private static final int LAST_SLOT = 0x1e;

    private final Topology topology;
    private final Set<Integer> taken;
    private final List<String> remarks;
    private int expanders;

    QemuSlots(Topology topology, boolean arm, List<String> remarks) {
        this.topology = topology;
        this.taken = arm ? ARM_DEVICES : PC_DEVICES;
        this.remarks = remarks;
    }

    /// Whether a function is given to QEMU. What the board has at its place is left as it is.
    boolean isMade(PciFunction function, boolean onFirstRootBus) {
        if (topology.iommus().stream().map(Iommu::function).anyMatch(function.at()::equals)) {
            return false;
        }
        if (onFirstRootBus && taken.contains(function.at().device())) {
            remarks.add(function.at() + ": the board of QEMU has its own function in this slot.");
            return false;
        }
        return true;
    }

    /// The place on its bus, with the flag that a shared slot needs.
    ///
    /// @param behindBridge whether slot 0 of its bus cannot be used
    String place(PciFunction function, boolean behindBridge) {
        PciAddress at = function.at();
        int device = at.device();
        if (behindBridge && device == 0) {
            device = free(at.segment(), at.bus());
            remarks.add(
                    at + ": stands in slot %x, because slot 0 is the bridge's.".formatted(device));
        }
        boolean moved = at.function() != 0 && lowest(at) == at.function();
        if (moved) {
            remarks.add(at + ": stands at function 0, because its slot has none.");
        }
        return String.format(
                Locale.ROOT,
                ",addr=%x.%d%s",
                device,
                moved ? 0 : at.function(),
                isShared(at) || function.multifunction() ? ",multifunction=on" : "");
    }

    /// A slot of the first root bus for an expander; each call gives another one.
    int freeOnFirstRootBus() {
        HostBridge first = topology.hostBridges().getFirst();
        int device = LAST_SLOT - expanders;
        while (isUsed(first.segment(), first.rootBus(), device)) {
            expanders++;
            device = LAST_SLOT - expanders;
        }
        expanders++;
        return device;
    }

    private int free(int segment, int bus) {
        int device = LAST_SLOT;
        while (device > 1 && isUsed(segment, bus, device)) {
            device--;
        }
        return device;
    }

    private boolean isUsed(int segment, int bus, int device) {
        return topology.functions().stream()
                .map(PciFunction::at)
                .anyMatch(
                        at -> at.segment() == segment && at.bus() == bus && at.device() == device);
    }

    /// Whether other functions are in the same slot.
    boolean isShared(PciAddress at) {
        return mates(at) > 1;
    }

    private long mates(PciAddress at) {
        return topology.functions().stream()
                .filter(f -> f.virtual() == null && f.at().sameSlot(at))
                .count();
    }

    private int lowest(PciAddress at) {
        return topology.functions().stream()
                .filter(f -> f.virtual() == null && f.at().sameSlot(at))
                .mapToInt(f -> f.at().function())
                .min()
                .orElse(at.function());
    }
}
