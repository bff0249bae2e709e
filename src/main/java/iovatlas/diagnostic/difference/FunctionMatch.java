package iovatlas.diagnostic.difference;

import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciIdentity;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Finds the functions of one machine in another: at the same address when nothing speaks against it,
/// else by identity and by the way from the root, which bus numbers do not change.
///
/// @param found addresses of the first machine, and where they are in the second
record FunctionMatch(Map<PciAddress, PciAddress> found) {

    FunctionMatch {
        found = Map.copyOf(found);
    }

    static FunctionMatch of(PciTree before, PciTree after) {
        var found = new LinkedHashMap<PciAddress, PciAddress>();
        for (PciNode node : before.nodes()) {
            after.node(node.at())
                    .filter(other -> isAlike(node.function(), other.function()))
                    .ifPresent(_ -> found.put(node.at(), node.at()));
        }
        var places = new HashMap<String, PciAddress>();
        for (PciNode node : after.nodes()) {
            if (!found.containsValue(node.at())) {
                places.putIfAbsent(place(node), node.at());
            }
        }
        for (PciNode node : before.nodes()) {
            PciAddress there = found.containsKey(node.at()) ? null : places.remove(place(node));
            if (there != null) {
                found.put(node.at(), there);
            }
        }
        return new FunctionMatch(found);
    }

    private static boolean isAlike(PciFunction a, PciFunction b) {
        boolean unknown =
                a.identity().equals(PciIdentity.UNKNOWN)
                        || b.identity().equals(PciIdentity.UNKNOWN);
        return unknown || Objects.equals(a.identity().id(), b.identity().id());
    }

    /// Identity, and device and function numbers from the root down.
    private static String place(PciNode node) {
        var text = new StringBuilder(String.valueOf(node.function().identity().id()));
        for (PciNode on = node; on != null; on = on.bridge()) {
            text.append(" %02x".formatted(on.at().devfn()));
        }
        return text + " segment " + node.at().segment();
    }

    Optional<PciAddress> of(PciAddress before) {
        return Optional.ofNullable(found.get(before));
    }

    /// The partners of a function as the second machine calls those that are still there.
    List<PciAddress> translated(List<PciAddress> partners) {
        return partners.stream().flatMap(at -> of(at).stream()).sorted().toList();
    }
}
