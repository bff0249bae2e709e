package iovatlas.diagnostic.rule.group;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Fix;
import iovatlas.edit.part.OwnRootPorts;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The way out that changes slots: devices that Linux cannot keep apart where they are go behind root
/// ports of their own.
final class SlotFixes {

    private static final int MOST = 8;

    private SlotFixes() {}

    /// All devices but the first move; empty when they are functions of one device, conventional
    /// PCI, or virtual, since those cannot.
    static Optional<Fix> of(Atlas atlas, List<PciAddress> endpoints) {
        Topology topology = atlas.topology();
        List<PciAddress> slots = new ArrayList<>();
        for (PciAddress at : endpoints) {
            PciFunction function = topology.function(at).orElse(null);
            if (function == null || function.virtual() != null || !function.kind().isPcie()) {
                return Optional.empty();
            }
            if (slots.stream().noneMatch(at::sameSlot)) {
                slots.add(at);
            }
        }
        if (slots.size() < 2 || slots.size() > MOST) {
            return Optional.empty();
        }
        List<PciAddress> moving = slots.subList(1, slots.size());
        var edit = new OwnRootPorts(moving);
        String names =
                moving.stream()
                        .map(at -> topology.function(at).map(PciFunction::label).orElseThrow())
                        .collect(Collectors.joining(", "));
        return edit.refusal(atlas).isPresent()
                ? Optional.empty()
                : Optional.of(
                        new Fix(
                                "change the slot of " + names + ": a root port of its own with ACS",
                                edit));
    }
}
