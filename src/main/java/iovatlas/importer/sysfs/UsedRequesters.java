package iovatlas.importer.sysfs;

import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.BusRange;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;

/// The requester IDs that the functions of a machine use: their own, their aliases, those of all
/// virtual functions that there can be, and slot 0 of every bus, where something may be plugged in.
final class UsedRequesters {

    private static final int SLOT_FUNCTIONS = 8;

    private UsedRequesters() {}

    static BitSet of(Machine machine, int segment) {
        BitSet used = new BitSet(0x10000);
        PciTree tree = machine.tree();
        for (PciNode node : tree.nodes()) {
            if (node.at().segment() == segment) {
                tree.dmaAliases(node).forEach(alias -> used.set(alias.requester().bits()));
                @Nullable BusRange below = node.function().buses();
                if (below != null) {
                    used.set(below.first() << 8, (below.first() << 8) + SLOT_FUNCTIONS);
                }
            }
        }
        VirtualRequesters.each(machine.functions(), segment, (_, id) -> used.set(id));
        return used;
    }
}
