package iovatlas.edit.pci;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts functions into the machine, with everything below them. Their addresses say how they hang
/// together among themselves; where they come to sit, and the bus numbers below them, follow from the
/// place.
///
/// @param what they are, for the undo menu: "switch with 8 ports"
/// @param functions bridges with the buses below them, and what is on those buses
/// @param seat where
public record AddFunctions(String what, List<PciFunction> functions, Seat seat) implements Attempt {

    public AddFunctions {
        functions = List.copyOf(functions);
    }

    @Override
    public String description() {
        return "Add " + what;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        PciDraft.Result result = result(atlas);
        return References.follow(atlas, result.topology(), result.moved());
    }

    /// Where the functions would come to sit, in the order of the hierarchy.
    ///
    /// @throws IllegalArgumentException when they cannot
    public List<PciAddress> places(Atlas atlas) {
        return result(atlas).added();
    }

    /// What becomes of addresses.
    ///
    /// @param moved the new addresses of functions that were there, by their old ones
    /// @param placed where the functions come to sit, by the addresses that they are given with
    public record Places(Map<PciAddress, PciAddress> moved, Map<PciAddress, PciAddress> placed) {}

    /// What would become of the addresses of the functions, and of those that are there.
    ///
    /// @throws IllegalArgumentException when they cannot be put there
    public Places addresses(Atlas atlas) {
        PciDraft.Result result = result(atlas);
        Map<PciAddress, PciAddress> placed = new HashMap<>();
        Iterator<PciAddress> added = result.added().iterator();
        for (DraftNode top : Forest.tops(functions)) {
            for (DraftNode node : top.subtree()) {
                PciFunction function = node.function;
                PciAddress now = added.next();
                placed.put(function.at(), now);
                placed.putAll(PciDraftWriter.virtuals(function, now));
            }
        }
        return new Places(result.moved(), placed);
    }

    /// Functions sorted into devices that can be put somewhere one by one, each with what hangs below
    /// it.
    public static List<List<PciFunction>> devices(List<PciFunction> functions) {
        Map<PciAddress, List<PciFunction>> devices = new LinkedHashMap<>();
        for (DraftNode top : Forest.tops(functions)) {
            PciAddress at = top.function.at();
            List<PciFunction> device =
                    devices.computeIfAbsent(
                            new PciAddress(at.segment(), at.bus(), at.device(), 0),
                            _ -> new ArrayList<>());
            for (DraftNode node : top.subtree()) {
                device.add(node.function);
                device.addAll(node.virtuals);
            }
        }
        return List.copyOf(devices.values());
    }

    private PciDraft.Result result(Atlas atlas) {
        PciDraft draft = PciDraft.of(atlas.topology());
        List<DraftNode> tops = Forest.tops(UniqueNames.of(atlas.topology(), functions));
        new Seats(draft).seat(tops, seat);
        return draft.finish();
    }
}
