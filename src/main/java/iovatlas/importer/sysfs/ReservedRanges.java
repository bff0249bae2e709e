package iovatlas.importer.sysfs;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.importer.acpi.Iort;
import iovatlas.importer.acpi.IortBody;
import iovatlas.importer.acpi.IortMapping;
import iovatlas.importer.acpi.IortNode;
import iovatlas.importer.acpi.IortWalk;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.PciAddress;
import iovatlas.topology.ReservedMemory;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The memory that RMR nodes of the IORT reserve.
///
/// Source: `drivers/acpi/arm64/iort.c:iort_find_rmrs, iort_get_rmrs`.
final class ReservedRanges {

    /// RMR nodes count from this revision of the table on.
    private static final int FIRST_REVISION = 5;

    private final Machine machine;
    private final Iort table;
    private final IortWalk walk;

    ReservedRanges(Machine machine, Iort table) {
        this.machine = machine;
        this.table = table;
        this.walk = new IortWalk(table);
    }

    /// One entry for each descriptor, in the table's order.
    List<ReservedMemory> read() {
        List<ReservedMemory> found = new ArrayList<>();
        List<IortNode> nodes =
                table.nodes().values().stream()
                        .filter(node -> node.body() instanceof IortBody.ReservedRange)
                        .toList();
        if (!nodes.isEmpty() && table.revision() < FIRST_REVISION) {
            machine.notes().warning("IORT", "RMR nodes count only from table revision 5 on");
            return found;
        }
        for (IortNode node : nodes) {
            add(node, found);
        }
        return found;
    }

    private void add(IortNode node, List<ReservedMemory> found) {
        if (!(node.body() instanceof IortBody.ReservedRange rmr)) {
            return;
        }
        List<PciAddress> devices = devicesOf(node);
        for (IortBody.Descriptor descriptor : rmr.descriptors()) {
            String name = "rmr" + found.size();
            Optional<AddressRange<Iova>> range =
                    AddressRange.ofSizeOrEmpty(
                            Iova.of(descriptor.base()), ByteSize.ofBytes(descriptor.length()));
            if (range.isEmpty()) {
                machine.notes().warning("IORT", name + " has no valid range");
                continue;
            }
            found.add(
                    new ReservedMemory(
                            ReservedMemory.Source.RMR,
                            name,
                            range.get(),
                            null,
                            devices,
                            false,
                            rmr.remapPermitted()));
        }
    }

    /// The functions one of whose stream IDs, aliases included, a mapping of the node names.
    private List<PciAddress> devicesOf(IortNode rmr) {
        List<PciAddress> devices = new ArrayList<>();
        PciTree tree = machine.tree();
        for (PciNode node : tree.nodes()) {
            Optional<IortNode> root = table.rootComplex(node.at().segment());
            boolean named =
                    root.isPresent()
                            && tree.dmaAliases(node).stream()
                                    .map(alias -> walk.toSmmu(root.get(), alias.requester().bits()))
                                    .anyMatch(stream -> names(rmr, stream));
            if (named) {
                devices.add(node.at());
            }
        }
        return devices;
    }

    private static boolean names(IortNode rmr, IortWalk.@Nullable Arrival stream) {
        return stream != null
                && rmr.mappings().stream().anyMatch(mapping -> names(mapping, stream));
    }

    private static boolean names(IortMapping mapping, IortWalk.Arrival stream) {
        long distance = (stream.id() & 0xffffffffL) - (mapping.output() & 0xffffffffL);
        return mapping.reference() == stream.node().offset()
                && distance >= 0
                && distance <= (mapping.count() & 0xffffffffL);
    }
}
