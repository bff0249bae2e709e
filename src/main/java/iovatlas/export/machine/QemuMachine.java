package iovatlas.export.machine;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.FirmwareKind;
import iovatlas.scenario.KernelState;
import iovatlas.topology.Architecture;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Board, CPU, memory, IOMMUs and MSI controller.
final class QemuMachine {
    private static final int MOST_CPUS = 8;

    private final KernelState state;
    private final BootFacts facts;
    private final QemuSlots slots;
    private final List<String> remarks;
    private final boolean arm;
    private final List<Iommu> iommus;

    QemuMachine(KernelState state, QemuSlots slots, List<String> remarks) {
        this.slots = slots;
        this.state = state;
        this.facts = state.facts();
        this.remarks = remarks;
        this.arm = facts.architecture().value() == Architecture.ARM64;
        this.iommus = state.topology().iommus();
    }

    List<String> arguments() {
        List<String> out = new ArrayList<>();
        out.add("-M " + (arm ? armBoard() : pcBoard()));
        out.add("-cpu " + cpu());
        out.add("-smp " + Math.clamp(state.topology().cpus().size(), 1, MOST_CPUS));
        out.add("-m 1280 -nodefaults -display none -no-reboot -serial stdio");
        if (arm && facts.firmware().value() == FirmwareKind.ACPI) {
            out.add("-bios \"${FIRMWARE:-QEMU_EFI.fd}\"");
        }
        for (Iommu iommu : arm ? List.<Iommu>of() : iommus) {
            if (iommu.equals(iommus.getFirst())) {
                pcIommu(iommu, out);
            } else {
                remarks.add(iommu.name() + ": QEMU has one IOMMU of this kind for all buses.");
            }
        }
        iommus.stream()
                .filter(iommu -> iommu.kind() == IommuKind.VIRTIO_IOMMU)
                .limit(1)
                .forEach(iommu -> virtioIommu(iommu, out));
        return out;
    }

    /// Arguments that must come after those of the host bridges.
    List<String> late(List<String> rootBuses) {
        if (!severalSmmus()) {
            return List.of();
        }
        List<String> out = new ArrayList<>();
        remarks.add("Several SMMUs need QEMU 10.1 or newer.");
        for (int i = 0; i < Math.min(rootBuses.size(), iommus.size()); i++) {
            out.add("-device arm-smmuv3,primary-bus=" + rootBuses.get(i) + ",id=smmuv3." + i);
        }
        return out;
    }

    /// Whether the bus of a host bridge has no IOMMU in front of it.
    boolean bypasses(HostBridge bridge) {
        int first = bridge.rootBus() << 8;
        int last = bridge.buses().last() << 8 | 0xff;
        return !iommus.isEmpty()
                && state.topology().idMaps().stream()
                        .filter(map -> map.role() == IdMap.Role.IOMMU)
                        .noneMatch(map ->
                                map.segment() == bridge.segment()
                                        && map.first().bits() <= last
                                        && first <= map.last().bits());
    }

    private boolean severalSmmus() {
        return arm
                && iommus.size() > 1
                && iommus.stream().allMatch(i -> i.kind() == IommuKind.SMMU_V3);
    }

    private String armBoard() {
        boolean its = has(MsiController.Its.class);
        String board = "virt,gic-version=" + (has(MsiController.GicV2m.class) ? "2" : "3,its=");
        if (!has(MsiController.GicV2m.class)) {
            board += its ? "on" : "off";
        }
        for (Iommu iommu : iommus) {
            if (iommu.kind() == IommuKind.SMMU_V2) {
                remarks.add(iommu.name() + ": QEMU has no SMMUv2 for PCI; none is made.");
            }
        }
        boolean smmu = iommus.stream().anyMatch(i -> i.kind() == IommuKind.SMMU_V3);
        return board + (smmu && !severalSmmus() ? ",iommu=smmuv3" : "") + bypass();
    }

    private String pcBoard() {
        return "q35" + bypass();
    }

    private String bypass() {
        return state.topology().hostBridges().stream()
                        .findFirst()
                        .filter(this::bypasses)
                        .isPresent()
                ? ",default-bus-bypass-iommu=on"
                : "";
    }

    private String cpu() {
        if (arm) {
            return "cortex-a57";
        }
        boolean amd = iommus.stream().anyMatch(i -> i.kind() == IommuKind.AMD_VI);
        return amd ? "EPYC,-svm" : "qemu64,+x2apic";
    }

    private boolean has(Class<? extends MsiController> kind) {
        return state.topology().msiControllers().stream().anyMatch(kind::isInstance);
    }

    private void pcIommu(Iommu iommu, List<String> out) {
        String remap = "intremap=" + (facts.interruptRemapping().value() ? "on" : "off");
        switch (iommu.kind()) {
            case VTD -> out.add("-device intel-iommu," + remap + ",caching-mode=on");
            case AMD_VI -> {
                remarks.add(
                        iommu.name() + ": an AMD IOMMU that translates needs QEMU 10 or newer.");
                // Its PCI function would take the first free slot, where a port may be drawn.
                out.add(
                        "-device AMDVI-PCI,id=amdvi,bus=pcie.0,addr=%x"
                                .formatted(slots.freeOnFirstRootBus()));
                out.add("-device amd-iommu," + remap + ",dma-remap=on,pci-id=amdvi");
            }
            case VIRTIO_IOMMU -> {
                // It is a PCI function and comes with the others.
            }
            case SMMU_V2, SMMU_V3 ->
                    remarks.add(iommu.name() + ": no PC of QEMU has an SMMU; none is made.");
        }
    }

    private void virtioIommu(Iommu iommu, List<String> out) {
        @Nullable PciAddress at = iommu.function();
        String place =
                at == null || at.bus() != 0
                        ? ""
                        : String.format(Locale.ROOT, ",addr=%x.%d", at.device(), at.function());
        out.add("-device virtio-iommu-pci,bus=pcie.0" + place);
    }
}
