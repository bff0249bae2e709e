package iovatlas.kernel.iommu;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.BusRange;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.ReservedMemory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The part of the reserved regions that firmware asks for.
final class FirmwareRegions {

    private static final int DISPLAY = 0x03;
    private static final int USB = 0x0c03;
    private static final int ISA_BRIDGE = 0x0601;
    private static final long ITS_WINDOW_OFFSET = 0x10000;
    private static final long ITS_WINDOW_LAST = 0x1ffff;
    private static final long PAGE_4K = 0x1000;
    private static final long BLOCK_64K = 0x10000;

    private final Machine machine;
    private final List<ReservedMemory> memory;

    FirmwareRegions(Machine machine) {
        this.machine = machine;
        this.memory = machine.topology().reservedMemory();
    }

    /// What firmware reserves for a function, in the order in which the driver appends it.
    List<ReservedRegion> of(PciNode node, Iommu iommu) {
        boolean vtd = iommu.kind() == IommuKind.VTD;
        boolean isaBridge =
                vtd
                        && node.function().identity().baseAndSubClass() == ISA_BRIDGE
                        && hasFloppyRule();
        if (memory.isEmpty() && !isaBridge) {
            return List.of();
        }
        List<ReservedRegion> regions = new ArrayList<>();
        for (ReservedMemory entry : memory) {
            ReservedRegion region = region(entry, node, iommu.kind());
            if (region != null) {
                regions.add(region);
            }
        }
        if (isaBridge) {
            AddressRange<Iova> low = AddressRange.of(Iova.ZERO, Iova.of(0xffffff));
            regions.add(
                    new ReservedRegion(
                            low, ReservedType.DIRECT_RELAXABLE, Reason.of(RegionRules.FLOPPY)));
        }
        return regions;
    }

    /// What a device tree reserves for a device on no PCI bus.
    List<ReservedRegion> ofOther(String name) {
        if (!RegionRules.DEVICE_TREE.holdsIn(machine.release())) {
            return List.of();
        }
        return memory.stream()
                .filter(entry -> entry.source() == ReservedMemory.Source.DEVICE_TREE)
                .filter(entry -> entry.platformDevices().contains(name))
                .map(entry -> deviceTree(entry, new Evidence.OfText("", name)))
                .toList();
    }

    /// The translate pages of all ITSs, which a HiSilicon HI161X does not translate.
    ///
    /// Source: `drivers/acpi/arm64/iort.c:iort_iommu_msi_get_resv_regions`.
    List<ReservedRegion> itsWindows() {
        List<ReservedRegion> windows = new ArrayList<>();
        for (MsiController controller : machine.topology().msiControllers()) {
            if (controller instanceof MsiController.Its its) {
                long base = its.base().unsignedBits();
                windows.add(
                        new ReservedRegion(
                                AddressRange.of(
                                        Iova.of(base + ITS_WINDOW_OFFSET),
                                        Iova.of(base + ITS_WINDOW_LAST)),
                                ReservedType.MSI,
                                Reason.of(
                                        RegionRules.ITS_WINDOW,
                                        new Evidence.OfText("", its.name()))));
            }
        }
        return windows;
    }

    private boolean hasFloppyRule() {
        boolean built =
                machine.facts().floppyDriver().value()
                        || !RegionRules.FLOPPY_WITH_DRIVER.holdsIn(machine.release());
        return built && RegionRules.FLOPPY.holdsIn(machine.release());
    }

    private @Nullable ReservedRegion region(ReservedMemory entry, PciNode node, IommuKind kind) {
        return switch (entry.source()) {
            case RMRR -> kind == IommuKind.VTD && inScope(entry, node) ? rmrr(entry, node) : null;
            case IVMD ->
                    kind == IommuKind.AMD_VI && names(entry, node)
                            ? made(RegionRules.IVMD, ivmd(entry), ReservedType.DIRECT, node)
                            : null;
            case RMR -> isSmmu(kind) && rmrCounts(entry, node) ? rmr(entry, node) : null;
            case DEVICE_TREE ->
                    kind != IommuKind.VTD
                                    && kind != IommuKind.AMD_VI
                                    && names(entry, node)
                                    && RegionRules.DEVICE_TREE.holdsIn(machine.release())
                            ? deviceTree(entry, new Evidence.OfFunction("function", node.at()))
                            : null;
        };
    }

    private static boolean names(ReservedMemory entry, PciNode node) {
        return entry.everyDevice() || entry.devices().contains(node.at());
    }

    private boolean inScope(ReservedMemory entry, PciNode node) {
        if (names(entry, node)) {
            return true;
        }
        return RegionRules.RMRR_BELOW_BRIDGE.holdsIn(machine.release())
                && entry.devices().stream().anyMatch(scope -> isBelow(node.at(), scope));
    }

    private boolean isBelow(PciAddress at, PciAddress bridge) {
        BusRange buses = machine.tree().function(bridge).map(f -> f.buses()).orElse(null);
        return buses != null && at.segment() == bridge.segment() && buses.contains(at.bus());
    }

    private ReservedRegion rmrr(ReservedMemory entry, PciNode node) {
        int baseClass = node.function().identity().baseClass();
        boolean relaxable =
                RegionRules.RELAXABLE.holdsIn(machine.release())
                        && (baseClass == DISPLAY
                                || node.function().identity().baseAndSubClass() == USB);
        ReservedType type = relaxable ? ReservedType.DIRECT_RELAXABLE : ReservedType.DIRECT;
        return made(RegionRules.RMRR, entry.range(), type, node);
    }

    /// Start and length are rounded up to pages.
    private static AddressRange<Iova> ivmd(ReservedMemory entry) {
        long first = up(entry.range().first().unsignedBits());
        long length = up(entry.range().size().unsignedBytes());
        return AddressRange.of(Iova.of(first), Iova.of(first + length - 1));
    }

    private static long up(long bytes) {
        return bytes + PAGE_4K - 1 & -PAGE_4K;
    }

    private static boolean isSmmu(IommuKind kind) {
        return kind == IommuKind.SMMU_V3 || kind == IommuKind.SMMU_V2;
    }

    private boolean rmrCounts(ReservedMemory entry, PciNode node) {
        boolean preserved =
                node.hostBridge().map(HostBridge::preservesFirmwareConfig).orElse(false);
        return preserved && names(entry, node) && RegionRules.RMR.holdsIn(machine.release());
    }

    /// A descriptor that is not made of 64 KiB blocks is widened to pages.
    private ReservedRegion rmr(ReservedMemory entry, PciNode node) {
        long first = entry.range().first().unsignedBits();
        long last = entry.range().last().unsignedBits();
        if ((first | last + 1) % BLOCK_64K != 0) {
            long page = machine.facts().pageSize().value().unsignedBytes();
            first &= -page;
            last |= page - 1;
        }
        ReservedType type = entry.relaxable() ? ReservedType.DIRECT_RELAXABLE : ReservedType.DIRECT;
        return made(RegionRules.RMR, AddressRange.of(Iova.of(first), Iova.of(last)), type, node);
    }

    private static ReservedRegion deviceTree(ReservedMemory entry, Evidence device) {
        ReservedType type =
                entry.range().equals(entry.backing()) ? ReservedType.DIRECT : ReservedType.RESERVED;
        return made(RegionRules.DEVICE_TREE, entry.range(), type, device);
    }

    private static ReservedRegion made(
            KernelRule rule, AddressRange<Iova> range, ReservedType type, PciNode node) {
        return made(rule, range, type, new Evidence.OfFunction("function", node.at()));
    }

    private static ReservedRegion made(
            KernelRule rule, AddressRange<Iova> range, ReservedType type, Evidence device) {
        return new ReservedRegion(
                range, type, Reason.of(rule, new Evidence.OfRange("memory", range), device));
    }
}
