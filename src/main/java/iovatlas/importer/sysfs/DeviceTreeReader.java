package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.devicetree.DmaRanges;
import iovatlas.importer.devicetree.IdMapProperty;
import iovatlas.importer.devicetree.RegProperty;
import iovatlas.importer.pci.RequesterRuns;
import iovatlas.topology.Cpu;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// IOMMUs, MSI controllers, ID maps and reserved memory of a machine that boots with a device tree.
final class DeviceTreeReader {

    private static final List<String> SMMU_V2 =
            List.of(
                    "arm,smmu-v1",
                    "arm,smmu-v2",
                    "arm,mmu-400",
                    "arm,mmu-401",
                    "arm,mmu-500",
                    "cavium,smmu-v2",
                    "nvidia,smmu-500",
                    "qcom,smmu-v2",
                    "qcom,smmu-500");

    private final Machine machine;
    private final DeviceTree tree;
    private final FirmwareParts parts;
    private final Map<DeviceNode, String> iommus = new HashMap<>();
    private final DeviceTreeBridges bridges;

    DeviceTreeReader(Machine machine, DeviceTree tree, FirmwareParts parts) {
        this.machine = machine;
        this.tree = tree;
        this.parts = parts;
        this.bridges = new DeviceTreeBridges(machine, tree);
    }

    void read() {
        addCpus();
        Map<DeviceNode, String> controllers =
                new DeviceTreeControllers(machine, tree, parts).read();
        addSmmus();
        addVirtioIommus();
        bridges.bySegment()
                .forEach((segment, node) -> {
                    addMaps(segment, node, controllers);
                    List<AddressRange<Iova>> inbound = DmaRanges.read(node);
                    if (!inbound.isEmpty()) {
                        parts.dmaRanges.put(segment, inbound);
                    }
                    if (node.cell("linux,pci-probe-only").orElse(0) != 0
                            || tree.node("/chosen")
                                    .map(n -> n.cell("linux,pci-probe-only").orElse(0) != 0)
                                    .orElse(false)) {
                        machine.bridges().stream()
                                .filter(bridge -> bridge.segment() == segment)
                                .forEach(parts.preserved::add);
                    }
                });
        parts.externalFacing.addAll(ExternalPorts.ofDeviceTree(bridges.functionNodes()));
        parts.reserved.addAll(new DeviceTreeReservations(machine, tree, bridges).read());
    }

    private void addCpus() {
        int number = 0;
        Optional<DeviceNode> cpus = tree.node("/cpus");
        for (DeviceNode node : cpus.map(DeviceNode::children).orElse(List.of())) {
            if (node.strings("device_type").contains("cpu")) {
                int[] reg = node.cells("reg");
                parts.cpus.add(new Cpu(number++, RegProperty.number(reg, 0, reg.length), 0));
            }
        }
    }

    private void addSmmus() {
        SmmuNames names = SmmuNames.of(machine.snapshot().first(), machine.log());
        SmmuLog log = new SmmuLog(machine.log(), machine.notes());
        int[] third = {0};
        tree.root()
                .all()
                .filter(DeviceNode::isAvailable)
                .forEach(node -> {
                    boolean v3 = node.isCompatible("arm,smmu-v3");
                    if (!v3 && SMMU_V2.stream().noneMatch(node::isCompatible)) {
                        return;
                    }
                    long base = base(node);
                    Optional<String> device = names.at(base);
                    String name = parts.nextIommu("smmu");
                    iommus.put(node, name);
                    parts.iommus.add(
                            new Iommu(
                                    name,
                                    v3
                                            ? log.smmuV3(device, third[0]++, false, false)
                                            : log.smmuV2(device),
                                    HostPhysical.of(base),
                                    null));
                });
    }

    static long base(DeviceNode node) {
        List<RegProperty.Window> windows = RegProperty.read(node);
        return windows.isEmpty() ? 0 : windows.getFirst().address();
    }

    private void addVirtioIommus() {
        VirtioIommuReader reader = new VirtioIommuReader(machine);
        bridges.functionNodes()
                .forEach((node, at) -> {
                    if (node.isCompatible("virtio,pci-iommu")
                            || node.isCompatible("pci1af4,1057")) {
                        addVirtio(reader, node, at, null);
                    }
                });
        tree.root()
                .all()
                .filter(n -> n.isCompatible("virtio,mmio") && n.has("#iommu-cells"))
                .forEach(node -> addVirtio(reader, node, null, HostPhysical.of(base(node))));
    }

    private void addVirtio(
            VirtioIommuReader reader,
            DeviceNode node,
            @Nullable PciAddress at,
            @Nullable HostPhysical base) {
        String name = parts.nextIommu("viommu");
        iommus.put(node, name);
        parts.iommus.add(reader.read(name, at, base, parts.controllers));
    }

    private void addMaps(int segment, DeviceNode bridge, Map<DeviceNode, String> controllers) {
        @Nullable IdMapProperty streams =
                IdMapProperty.read(tree, bridge, "iommu-map", "#iommu-cells");
        if (streams != null) {
            parts.idMaps.addAll(
                    machine.runs(segment)
                            .of(IdMap.Role.IOMMU, segment, id -> target(streams, iommus, id)));
        }
        // The node itself and then each above it; the first with either property ends the search.
        for (Optional<DeviceNode> at = Optional.of(bridge);
                at.isPresent();
                at = at.get().parent()) {
            @Nullable IdMapProperty devices =
                    IdMapProperty.read(tree, at.get(), "msi-map", "#msi-cells");
            if (devices != null) {
                parts.idMaps.addAll(
                        machine.runs(segment)
                                .of(
                                        IdMap.Role.MSI,
                                        segment,
                                        id -> target(devices, controllers, id)));
                return;
            }
            Optional<String> above =
                    at.get().cell("msi-parent").stream()
                            .boxed()
                            .flatMap(handle -> tree.node(handle.intValue()).stream())
                            .flatMap(node -> Optional.ofNullable(controllers.get(node)).stream())
                            .findFirst();
            if (above.isPresent()) {
                parts.idMaps.addAll(
                        machine.runs(segment)
                                .of(
                                        IdMap.Role.MSI,
                                        segment,
                                        id -> new RequesterRuns.Target(above.get(), id)));
                return;
            }
        }
    }

    private static RequesterRuns.@Nullable Target target(
            IdMapProperty map, Map<DeviceNode, String> names, int id) {
        IdMapProperty.@Nullable Arrival arrival = map.map(id);
        @Nullable String name = arrival == null ? null : names.get(arrival.target());
        return arrival == null || name == null
                ? null
                : new RequesterRuns.Target(name, arrival.id());
    }
}
