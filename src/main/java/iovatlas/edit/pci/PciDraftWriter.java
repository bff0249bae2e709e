package iovatlas.edit.pci;

import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes functions of a draft: those that were there keep their place in the document, new ones
/// stand behind the functions of lower addresses.
final class PciDraftWriter {
    private final PciDraft draft;
    private final List<HostBridge> hosts;
    private final Map<DraftNode, PciFunction> values = new HashMap<>();
    private final Map<PciAddress, PciAddress> moved = new HashMap<>();
    private final List<PciAddress> added = new ArrayList<>();

    PciDraftWriter(PciDraft draft, List<HostBridge> hosts) {
        this.draft = draft;
        this.hosts = hosts;
    }

    PciDraft.Result write() {
        List<DraftNode> all = draft.all();
        all.forEach(node -> values.put(node, value(node)));
        Set<PciAddress> kept =
                all.stream()
                        .filter(node -> node.before != null)
                        .map(node -> Objects.requireNonNull(node.before))
                        .collect(Collectors.toSet());
        List<PciFunction> functions = new ArrayList<>();
        for (PciFunction function : draft.topology.functions()) {
            keep(function, kept, functions);
        }
        for (DraftNode node : all) {
            if (node.before == null) {
                insert(node, functions);
            }
        }
        Topology topology = draft.topology.withFunctions(functions).withHostBridges(hosts);
        return new PciDraft.Result(topology, Map.copyOf(moved), List.copyOf(added));
    }

    private PciFunction value(DraftNode node) {
        return node.function
                .withAt(PciDraft.address(node))
                .withBuses(PciDraft.range(node).orElse(null))
                .withMultifunction(multifunction(node));
    }

    /// Function 0 of a device with several functions says so; one that is left alone no longer does.
    private boolean multifunction(DraftNode node) {
        boolean own = node.function.multifunction();
        if (node.device().size() > 1) {
            return own || node.number == 0 || node.before == null;
        }
        return own && node.before != null && !hadCompany(node.before);
    }

    private boolean hadCompany(PciAddress before) {
        return draft.topology.functions().stream()
                .anyMatch(other ->
                        other.virtual() == null
                                && !other.at().equals(before)
                                && other.at().sameSlot(before));
    }

    private void keep(PciFunction function, Set<PciAddress> kept, List<PciFunction> functions) {
        VirtualFunction virtual = function.virtual();
        DraftNode physical = draft.nodes.get(virtual == null ? function.at() : virtual.physical());
        if (physical == null) {
            functions.add(function);
        } else if (kept.contains(physical.before)) {
            PciFunction value = Objects.requireNonNull(values.get(physical));
            if (virtual == null) {
                functions.add(value);
                noteMove(physical, value);
            } else if (physical.virtuals.contains(function)) {
                functions.add(virtualOf(value, function, virtual.index()));
            }
        }
    }

    /// The virtual functions that can be enabled move along, whether they are enabled or not.
    private void noteMove(DraftNode node, PciFunction value) {
        PciAddress before = Objects.requireNonNull(node.before);
        moved.put(before, value.at());
        moved.putAll(virtuals(value.withAt(before), value.at()));
    }

    /// Where the virtual functions that a function can have are when it is somewhere else.
    static Map<PciAddress, PciAddress> virtuals(PciFunction physical, PciAddress now) {
        PciAddress before = physical.at();
        SriovCapability sriov = physical.capabilities().sriov();
        Map<PciAddress, PciAddress> places = new HashMap<>();
        for (int i = 0; sriov != null && i < sriov.totalVfs(); i++) {
            places.put(
                    PciAddress.of(before.segment(), sriov.requesterOf(before, i)),
                    PciAddress.of(now.segment(), sriov.requesterOf(now, i)));
        }
        return places;
    }

    private static PciFunction virtualOf(PciFunction physical, PciFunction virtual, int index) {
        SriovCapability sriov = physical.capabilities().sriov();
        PciAddress at =
                sriov == null
                        ? virtual.at()
                        : PciAddress.of(
                                physical.at().segment(), sriov.requesterOf(physical.at(), index));
        return virtual.withAt(at).withVirtual(new VirtualFunction(physical.at(), index));
    }

    /// Behind the last function of a lower address and that function's virtual functions.
    private void insert(DraftNode node, List<PciFunction> functions) {
        PciFunction value = Objects.requireNonNull(values.get(node));
        added.add(value.at());
        int place = 0;
        for (int i = 0; i < functions.size(); i++) {
            PciFunction other = functions.get(i);
            VirtualFunction virtual = other.virtual();
            PciAddress key = virtual == null ? other.at() : virtual.physical();
            if (key.compareTo(value.at()) < 0) {
                place = i + 1;
            }
        }
        List<PciFunction> lines = new ArrayList<>(List.of(value));
        for (PciFunction virtual : node.virtuals) {
            int index = Objects.requireNonNull(virtual.virtual()).index();
            lines.add(virtualOf(value, virtual, index));
        }
        functions.addAll(place, lines);
    }
}
