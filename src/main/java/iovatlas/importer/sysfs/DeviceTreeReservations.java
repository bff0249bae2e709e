package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.devicetree.RegProperty;
import iovatlas.topology.PciAddress;
import iovatlas.topology.ReservedMemory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Ranges that `reserved-memory` nodes keep for single devices.
///
/// Source: `drivers/iommu/of_iommu.c:of_iommu_get_resv_regions`.
final class DeviceTreeReservations {

    private final Machine machine;
    private final DeviceTree tree;
    private final DeviceTreeBridges bridges;
    private final List<ReservedMemory> found = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    DeviceTreeReservations(Machine machine, DeviceTree tree, DeviceTreeBridges bridges) {
        this.machine = machine;
        this.tree = tree;
        this.bridges = bridges;
    }

    /// One entry for each range of each device, in the order in which the kernel meets them.
    List<ReservedMemory> read() {
        Map<DeviceNode, PciAddress> functions = bridges.functionNodes();
        functions.forEach((device, at) -> addRegions(device, List.of(at), List.of()));
        tree.root()
                .all()
                .filter(device -> device.has("iommus") && !functions.containsKey(device))
                .forEach(device ->
                        addRegions(
                                device,
                                List.of(),
                                List.of(DeviceTreeBridges.platformName(device))));
        return found;
    }

    private void addRegions(DeviceNode device, List<PciAddress> at, List<String> platform) {
        for (DeviceNode region : DeviceTreeBridges.memoryRegions(tree, device)) {
            for (AddressRange<Iova> range : ranges(device, region)) {
                found.add(
                        new ReservedMemory(
                                ReservedMemory.Source.DEVICE_TREE,
                                unique(region.name()),
                                range,
                                backing(region),
                                at,
                                platform,
                                false,
                                false));
            }
        }
    }

    private List<AddressRange<Iova>> ranges(DeviceNode device, DeviceNode region) {
        List<AddressRange<Iova>> ranges = new ArrayList<>();
        int[] cells = region.cells("iommu-addresses");
        DeviceNode bus = device.parent().orElse(device);
        int step = bus.addressCells() + bus.sizeCells();
        int i = 0;
        while (i < cells.length) {
            boolean named = tree.node(cells[i++]).filter(device::equals).isPresent();
            if (named) {
                if (i + step > cells.length) {
                    machine.notes().warning(region.name(), "a range in iommu-addresses is cut");
                    return ranges;
                }
                long first = RegProperty.number(cells, i, bus.addressCells());
                long size = RegProperty.number(cells, i + bus.addressCells(), bus.sizeCells());
                range(region, first, size).ifPresent(ranges::add);
                i += step;
            }
        }
        return ranges;
    }

    private Optional<AddressRange<Iova>> range(DeviceNode region, long first, long size) {
        Optional<AddressRange<Iova>> range =
                AddressRange.ofSizeOrEmpty(Iova.of(first), ByteSize.ofBytes(size));
        if (range.isEmpty()) {
            machine.notes().warning(region.name(), "a range in iommu-addresses is empty or wraps");
        }
        return range;
    }

    private String unique(String name) {
        String free = name;
        for (int i = 1; !names.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }

    private static @Nullable AddressRange<Iova> backing(DeviceNode region) {
        List<RegProperty.Window> windows = RegProperty.read(region);
        return windows.isEmpty()
                ? null
                : AddressRange.ofSizeOrEmpty(
                                Iova.of(windows.getFirst().address()),
                                ByteSize.ofBytes(windows.getFirst().size()))
                        .orElse(null);
    }
}
