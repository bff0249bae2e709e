package iovatlas.edit.part;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.pci.AddFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.List;

/// Puts a card or a switch where it fits, and behind a new root port where no port has room: it is
/// no part of the root complex.
///
/// @param what it is
/// @param functions the first on top
/// @param wish where, and what was said about it
record OnOwnPort(String what, List<PciFunction> functions, Wish wish) implements Attempt {
    OnOwnPort {
        functions = List.copyOf(functions);
    }

    @Override
    public String description() {
        return "Add " + what;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        AddFunctions plain = FunctionParts.edit(what, functions, wish);
        boolean anywhere = wish.on() instanceof ElementId.OfDocument && wish.device() == null;
        if (!anywhere || isBelowPort(atlas, plain)) {
            return plain.apply(atlas);
        }
        AddFunctions port = new AddFunctions("root port", PciParts.rootPort(), Seat.on(wish.on()));
        PciAddress at = port.places(atlas).getFirst();
        return FunctionParts.edit(what, functions, wish.at(new ElementId.OfFunction(at)))
                .apply(port.apply(atlas));
    }

    private static boolean isBelowPort(Atlas atlas, AddFunctions add) {
        if (add.refusal(atlas).isPresent()) {
            return false;
        }
        PciAddress top = add.places(atlas).getFirst();
        return atlas.topology().hostBridges().stream()
                        .filter(bridge -> bridge.segment() == top.segment())
                        .map(HostBridge::rootBus)
                        .noneMatch(bus -> bus == top.bus())
                && !atlas.topology().hostBridges().isEmpty();
    }
}
