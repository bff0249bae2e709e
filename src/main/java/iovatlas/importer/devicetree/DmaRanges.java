package iovatlas.importer.devicetree;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;

import java.util.ArrayList;
import java.util.List;

/// What a host bridge takes in from PCI: the `dma-ranges` property of its node.
///
/// Source: `drivers/pci/of.c:devm_of_pci_get_host_bridge_resources`.
public final class DmaRanges {

    private DmaRanges() {}

    /// The bus addresses in the property's order, without empty ranges and such as would wrap; empty
    /// when the node has no such property or it is empty.
    public static List<AddressRange<Iova>> read(DeviceNode bridge) {
        List<AddressRange<Iova>> ranges = new ArrayList<>();
        int[] cells = bridge.cells("dma-ranges");
        int child = bridge.addressCells();
        int parent = bridge.parent().map(DeviceNode::addressCells).orElse(0);
        int step = child + parent + bridge.sizeCells();
        for (int at = 0; step > 0 && at + step <= cells.length; at += step) {
            // The first of the three cells of a PCI address says which space it is in.
            long first = RegProperty.number(cells, at, child);
            long size = RegProperty.number(cells, at + child + parent, bridge.sizeCells());
            if (size != 0) {
                AddressRange.ofSizeOrEmpty(Iova.of(first), ByteSize.ofBytes(size))
                        .ifPresent(ranges::add);
            }
        }
        return ranges;
    }
}
