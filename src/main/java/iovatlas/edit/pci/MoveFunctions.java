package iovatlas.edit.pci;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Moves functions, with everything below them, to another place; whatever names them follows.
///
/// @param devices the functions that were taken hold of
/// @param seat where they go
public record MoveFunctions(List<PciAddress> devices, Seat seat) implements Attempt {
    public MoveFunctions {
        devices = List.copyOf(devices);
    }

    @Override
    public String description() {
        return devices.size() == 1
                ? "Move " + devices.getFirst().shortText()
                : "Move " + devices.size() + " Functions";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        PciDraft.Result result = result(atlas);
        return References.follow(atlas, result.topology(), result.moved());
    }

    /// Where the functions would come to sit, by their addresses before.
    ///
    /// @throws IllegalArgumentException when they cannot
    public Map<PciAddress, PciAddress> moved(Atlas atlas) {
        return result(atlas).moved();
    }

    private PciDraft.Result result(Atlas atlas) {
        PciDraft draft = PciDraft.of(atlas.topology());
        DraftBus target = draft.busOf(seat.on());
        List<DraftNode> tops = tops(draft);
        for (DraftNode top : tops) {
            if (top.subtree().stream().anyMatch(node -> node.below == target)) {
                throw new IllegalArgumentException(top.text() + " cannot go below itself.");
            }
        }
        if (seat.device() == null && tops.stream().allMatch(top -> isThere(draft, top, target))) {
            throw new IllegalArgumentException(tops.getFirst().text() + " is there already.");
        }
        for (DraftNode top : tops) {
            top.bus.nodes.remove(top);
            if (top.bus != target) {
                top.subtree().forEach(MoveFunctions::forgetNumbers);
            }
        }
        new Seats(draft).seat(tops, seat);
        return draft.finish();
    }

    private boolean isThere(PciDraft draft, DraftNode top, DraftBus target) {
        return top.bus == target
                && (!(seat.on() instanceof ElementId.OfFunction(PciAddress at))
                        || draft.node(at).below == target
                        || draft.node(at).device == top.device);
    }

    private static void forgetNumbers(DraftNode node) {
        if (node.below != null) {
            node.below.range = null;
        }
    }

    /// Of what was taken hold of, whatever is right below another of it moves along by itself.
    private List<DraftNode> tops(PciDraft draft) {
        Set<DraftNode> held = new HashSet<>();
        for (PciAddress at : devices) {
            DraftNode node = draft.node(at);
            // A device goes with its function 0.
            held.addAll(node.number == 0 ? node.device() : List.of(node));
        }
        List<DraftNode> tops = new ArrayList<>();
        for (DraftNode node : draft.all()) {
            if (held.contains(node) && above(node).filter(held::contains).isEmpty()) {
                tops.add(node);
            }
        }
        return tops;
    }

    private static Optional<DraftNode> above(DraftNode node) {
        return Optional.ofNullable(node.bus.bridge);
    }
}
