package iovatlas.edit.pci;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.List;

/// Puts functions into the machine, with everything below them. Their addresses say how they hang
/// together among themselves; where they come to sit, and the bus numbers below them, follow from the
/// place.
///
/// @param what they are, for the undo menu: "switch with 8 ports"
/// @param functions bridges with the buses below them, and what is on those buses
/// @param seat where
public record AddFunctions(String what, List<PciFunction> functions, Seat seat)
        implements Attempt {

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

    private PciDraft.Result result(Atlas atlas) {
        PciDraft draft = PciDraft.of(atlas.topology());
        List<DraftNode> tops =
                Forest.tops(UniqueNames.of(atlas.topology(), functions));
        new Seats(draft).seat(tops, seat);
        return draft.finish();
    }
}
