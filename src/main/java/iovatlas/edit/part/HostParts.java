package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;
import iovatlas.edit.machine.PutHostBridge;
import iovatlas.edit.machine.PutMediatedDevice;
import iovatlas.edit.machine.PutPlatformDevice;
import iovatlas.edit.machine.SetCpus;
import iovatlas.kernel.iommu.BoundDrivers;
import iovatlas.topology.BusRange;
import iovatlas.topology.Cpu;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Parts of the host that are no PCI functions.
final class HostParts {
    private static final int FIRST_STREAM = 0x10;

    private HostParts() {}

    /// The next segment.
    static Edit hostBridge(Atlas atlas, Wish wish) {
        int segment =
                atlas.topology().hostBridges().stream()
                        .mapToInt(bridge -> bridge.segment() + 1)
                        .max()
                        .orElse(0);
        return new PutHostBridge(null, HostBridge.of(segment, new BusRange(0, 255)));
    }

    /// A DMA engine, behind the first IOMMU where there is one.
    static Edit platformDevice(Atlas atlas, Wish wish) {
        Topology topology = atlas.topology();
        List<PlatformDevice> devices = topology.platformDevices();
        String name =
                FreeName.of(
                        wish.nameOr("dma0"), devices.stream().map(PlatformDevice::name).toList());
        String iommu = topology.iommus().stream().map(Iommu::name).findFirst().orElse(null);
        int stream =
                devices.stream()
                        .flatMap(device -> device.streamIds().stream())
                        .mapToInt(id -> id + 1)
                        .max()
                        .orElse(FIRST_STREAM);
        return new PutPlatformDevice(
                null,
                new PlatformDevice(
                        name,
                        "platform",
                        iommu,
                        iommu == null ? List.of() : List.of(stream),
                        null,
                        null));
    }

    /// On the function it is dropped on, else on the first endpoint that can have one.
    static Edit mediatedDevice(Atlas atlas, Wish wish) {
        Topology topology = atlas.topology();
        PciFunction parent =
                parent(topology, wish)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "A mediated device goes onto an endpoint whose own driver"
                                                + " makes it."));
        String driver = parent.driver();
        if (driver == null || !BoundDrivers.usesDmaApi(driver)) {
            throw new IllegalArgumentException(
                    "%s is bound to %s; only a driver of its own makes mediated devices."
                            .formatted(parent.label(), driver == null ? "no driver" : driver));
        }
        String name =
                FreeName.of(
                        wish.nameOr("mdev0"),
                        topology.mediatedDevices().stream().map(MediatedDevice::name).toList());
        return new PutMediatedDevice(null, new MediatedDevice(name, parent.at(), ""));
    }

    private static Optional<PciFunction> parent(Topology topology, Wish wish) {
        return wish.on() instanceof ElementId.OfFunction(PciAddress at)
                ? topology.function(at).filter(f -> !f.kind().isBridge())
                : topology.functions().stream()
                        .filter(f -> !f.kind().isBridge())
                        .filter(f -> f.driver() != null && BoundDrivers.usesDmaApi(f.driver()))
                        .findFirst();
    }

    static Edit cpus(Atlas atlas, Wish wish) {
        List<Cpu> cpus = new ArrayList<>(atlas.topology().cpus());
        int next = cpus.stream().mapToInt(cpu -> cpu.number() + 1).max().orElse(0);
        long spacing = Part.isArm(atlas) ? 0x100 : 2;
        for (int i = next; i < next + wish.countOr(4); i++) {
            cpus.add(new Cpu(i, i * spacing, 0));
        }
        return new SetCpus(cpus);
    }
}
