package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.pci.AddFunctions;
import iovatlas.edit.pci.MoveFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Puts devices into slots of their own: each behind a new root port with ACS on its host bridge.
///
/// @param devices a function of each device; the other functions of the device come along
public record OwnRootPorts(List<PciAddress> devices) implements Attempt {
    public OwnRootPorts {
        devices = List.copyOf(devices);
    }

    @Override
    public String description() {
        return devices.size() == 1
                ? "Change the Slot of " + devices.getFirst().shortText()
                : "Change the Slots of " + devices.size() + " Devices";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Atlas now = atlas;
        List<PciAddress> left = new ArrayList<>(devices);
        while (!left.isEmpty()) {
            PciAddress at = left.removeFirst();
            var add = new AddFunctions("root port", PciParts.rootPort(), host(now.topology(), at));
            PciAddress port = add.places(now).getFirst();
            now = add.apply(now);
            Seat seat = Seat.on(new ElementId.OfFunction(port));
            var move = new MoveFunctions(slot(now.topology(), at), seat);
            Map<PciAddress, PciAddress> moved = move.moved(now);
            now = move.apply(now);
            left.replaceAll(other -> moved.getOrDefault(other, other));
        }
        return now;
    }

    private static List<PciAddress> slot(Topology topology, PciAddress at) {
        return topology.functions().stream()
                .filter(function -> function.virtual() == null)
                .map(PciFunction::at)
                .filter(at::sameSlot)
                .toList();
    }

    private static Seat host(Topology topology, PciAddress at) {
        for (HostBridge bridge : topology.hostBridges()) {
            if (bridge.segment() == at.segment() && bridge.buses().contains(at.bus())) {
                return Seat.on(new ElementId.OfHostBridge(bridge.segment(), bridge.rootBus()));
            }
        }
        throw new IllegalArgumentException("No host bridge has the bus of " + at + ".");
    }
}
