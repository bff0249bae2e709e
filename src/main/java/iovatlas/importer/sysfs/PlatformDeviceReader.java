package iovatlas.importer.sysfs;

import iovatlas.importer.acpi.Iort;
import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Devices on no PCI bus that an IOMMU serves: those that are members of an IOMMU group or listed
/// behind an IOMMU. Their stream IDs come from the firmware.
final class PlatformDeviceReader {

    private final Machine machine;
    private final FileTree tree;
    private final FirmwareParts parts;
    private final Optional<Iort> iort;
    private final Optional<DeviceTree> deviceTree;

    PlatformDeviceReader(
            Machine machine,
            FirmwareParts parts,
            Optional<Iort> iort,
            Optional<DeviceTree> deviceTree) {
        this.machine = machine;
        this.tree = machine.snapshot().first();
        this.parts = parts;
        this.iort = iort;
        this.deviceTree = deviceTree;
    }

    List<PlatformDevice> read() {
        Map<String, String> links = new TreeMap<>();
        for (String group : tree.names(Snapshot.GROUPS)) {
            collect(Snapshot.GROUPS + "/" + group + "/devices", links);
        }
        for (SysfsIommu iommu : SysfsIommu.all(tree)) {
            collect(iommu.path() + "/devices", links);
        }
        List<PlatformDevice> devices = new ArrayList<>();
        links.forEach((name, link) -> devices.add(device(name, link)));
        // The bus adds a container before what is in it.
        devices.sort(Comparator.comparingInt(d -> d.name().startsWith("dprc.") ? 0 : 1));
        return devices;
    }

    private void collect(String folder, Map<String, String> links) {
        for (String name : tree.names(folder)) {
            if (!PciAddress.isAddress(name)) {
                links.putIfAbsent(name, folder + "/" + name);
            }
        }
    }

    private PlatformDevice device(String name, String link) {
        Optional<DeviceNode> node =
                deviceTree.flatMap(all ->
                        all.root()
                                .all()
                                .filter(n -> DeviceTreeBridges.platformName(n).equals(name))
                                .findFirst());
        Optional<NamedComponents.Component> component =
                tree.line(link + "/firmware_node/path")
                        .flatMap(path ->
                                iort.flatMap(table ->
                                        new NamedComponents(table, parts.iommus).of(path)));
        List<Integer> streams =
                node.map(this::deviceTreeStreams)
                        .or(() -> component.map(NamedComponents.Component::streams))
                        .orElse(List.of());
        if (streams.isEmpty()) {
            machine.notes().count("stream IDs of a platform device are not known", name);
        }
        return new PlatformDevice(
                name,
                tree.linkName(link + "/subsystem").orElse("platform"),
                iommu(link, component.map(NamedComponents.Component::iommu)),
                streams,
                null,
                tree.linkName(link + "/driver").orElse(null));
    }

    private @Nullable String iommu(String link, Optional<String> told) {
        return tree.linkName(link + "/iommu")
                .flatMap(name -> parts.iommuOf(new SysfsIommu(name, tree, "")))
                .map(Iommu::name)
                .or(() -> told)
                .orElseGet(this::assumedIommu);
    }

    /// Where nothing tells: of VT-d units the last one, which serves everything else, of others the
    /// only one. A recording without sysfs never tells, so there the first one is taken.
    private @Nullable String assumedIommu() {
        if (parts.iommus.isEmpty()) {
            return null;
        }
        if (parts.iommus.getLast().kind() == IommuKind.VTD) {
            return parts.iommus.getLast().name();
        }
        return parts.iommus.size() == 1 || !tree.isFolder(SysfsIommu.CLASS)
                ? parts.iommus.getFirst().name()
                : null;
    }

    private List<Integer> deviceTreeStreams(DeviceNode node) {
        List<Integer> streams = new ArrayList<>();
        int[] cells = node.cells("iommus");
        int at = 0;
        while (at < cells.length) {
            int handle = cells[at++];
            int count =
                    deviceTree
                            .flatMap(all -> all.node(handle))
                            .map(n -> n.cell("#iommu-cells").orElse(1))
                            .orElse(1);
            if (count > 0 && at < cells.length) {
                streams.add(cells[at]);
            }
            at += Math.clamp(count, 0, 8);
        }
        return streams;
    }
}
