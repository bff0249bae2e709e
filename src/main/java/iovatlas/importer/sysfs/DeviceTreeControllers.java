package iovatlas.importer.sysfs;

import iovatlas.address.HostPhysical;
import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.topology.MsiController;

import java.util.HashMap;
import java.util.Map;

/// The MSI controllers that a device tree describes.
final class DeviceTreeControllers {

    private final Machine machine;
    private final DeviceTree tree;
    private final FirmwareParts parts;

    DeviceTreeControllers(Machine machine, DeviceTree tree, FirmwareParts parts) {
        this.machine = machine;
        this.tree = tree;
        this.parts = parts;
    }

    /// Adds them to the parts.
    ///
    /// @return their names by node
    Map<DeviceNode, String> read() {
        Map<DeviceNode, String> names = new HashMap<>();
        tree.root()
                .all()
                .filter(DeviceNode::isAvailable)
                .forEach(node -> {
                    if (node.isCompatible("arm,gic-v3-its")) {
                        add(names, node, its(node));
                    } else if (node.isCompatible("arm,gic-v2m-frame")) {
                        add(names, node, frame(node));
                    } else if (node.isCompatible("arm,gic-v3")
                            && node.cells("mbi-ranges").length >= 2) {
                        add(names, node, mbi(node));
                    }
                });
        return names;
    }

    private void add(Map<DeviceNode, String> names, DeviceNode node, MsiController controller) {
        names.put(node, controller.name());
        parts.controllers.add(controller);
    }

    private MsiController its(DeviceNode node) {
        int number =
                (int)
                        parts.controllers.stream()
                                .filter(MsiController.Its.class::isInstance)
                                .count();
        return new MsiController.Its(
                parts.nextController("its"),
                HostPhysical.of(DeviceTreeReader.base(node)),
                number,
                MadtReader.DEVICE_ID_BITS,
                MadtReader.EVENT_ID_BITS,
                node.has("socionext,synquacer-pre-its"));
    }

    private MsiController frame(DeviceNode node) {
        String name = parts.nextController("v2m");
        HostPhysical base = HostPhysical.of(DeviceTreeReader.base(node));
        int first = node.cell("arm,msi-base-spi").orElse(0);
        int count = node.cell("arm,msi-num-spis").orElse(0);
        return first > 0 && count > 0
                ? new MsiController.GicV2m(name, base, first, count)
                : MadtReader.v2m(machine, name, base);
    }

    private MsiController mbi(DeviceNode node) {
        int[] ranges = node.cells("mbi-ranges");
        return new MsiController.Mbi(
                parts.nextController("mbi"),
                HostPhysical.of(DeviceTreeReader.base(node)),
                ranges[0],
                ranges[1]);
    }
}
