package iovatlas.kernel.iommu;

import iovatlas.kernel.pci.AcsWord;
import iovatlas.kernel.pci.PciNode;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the smallest changes that would put two functions of one group into different groups, by
/// trying them on the part of the machine that can matter.
final class Separations {

    private static final int MOST_PORTS = 12;

    private final GroupTable table;
    private final PciNode first;
    private final PciNode second;
    private final Topology part;

    private Separations(GroupTable table, PciNode first, PciNode second) {
        this.table = table;
        this.first = first;
        this.second = second;
        this.part = RelevantPart.of(table, List.of(first, second));
    }

    static List<Separation> of(GroupTable table, PciNode first, PciNode second) {
        return new Separations(table, first, second).find();
    }

    private List<Separation> find() {
        SeparationText text = new SeparationText(table, first, second);
        List<PciNode> ports = candidates();
        if (!partedBy(ports)) {
            return List.of(text.byPlace());
        }
        List<Separation> found = new ArrayList<>();
        for (PciNode port : ports) {
            if (partedBy(List.of(port))) {
                found.add(text.byAcs(List.of(port)));
            }
        }
        if (found.isEmpty()) {
            pairs(ports).forEach(pair -> found.add(text.byAcs(pair)));
        }
        if (found.isEmpty()) {
            found.add(text.byAcs(withoutNeedless(ports)));
        }
        found.add(text.byPlace());
        return found;
    }

    private List<List<PciNode>> pairs(List<PciNode> ports) {
        List<List<PciNode>> pairs = new ArrayList<>();
        for (int i = 0; i < ports.size() && i < MOST_PORTS; i++) {
            for (int j = i + 1; j < ports.size() && j < MOST_PORTS; j++) {
                List<PciNode> pair = List.of(ports.get(i), ports.get(j));
                if (partedBy(pair)) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    private List<PciNode> withoutNeedless(List<PciNode> ports) {
        List<PciNode> needed = new ArrayList<>(ports);
        for (PciNode port : ports) {
            needed.remove(port);
            if (!partedBy(needed)) {
                needed.add(port);
            }
        }
        return needed;
    }

    /// Whatever does not isolate and could with ACS: the two functions, the bridges above them, and
    /// what shares a slot with one of these.
    private List<PciNode> candidates() {
        Set<PciNode> near = new LinkedHashSet<>();
        for (PciNode start : List.of(first, second)) {
            for (PciNode node = start; node != null; node = node.bridge()) {
                near.add(node);
                near.addAll(node.slotMates());
            }
        }
        return near.stream().filter(this::couldIsolate).toList();
    }

    private boolean couldIsolate(PciNode node) {
        FunctionKind kind = node.function().kind();
        return !table.machine().judge().isolates(node)
                && switch (kind) {
                    case ROOT_PORT,
                            SWITCH_DOWNSTREAM,
                            SWITCH_UPSTREAM,
                            ENDPOINT,
                            LEGACY_ENDPOINT,
                            INTEGRATED_ENDPOINT ->
                            true;
                    case PCIE_TO_PCI_BRIDGE,
                            PCI_TO_PCIE_BRIDGE,
                            CONVENTIONAL_BRIDGE,
                            CONVENTIONAL,
                            EVENT_COLLECTOR ->
                            false;
                };
    }

    private boolean partedBy(List<PciNode> ports) {
        Set<PciAddress> changed = new LinkedHashSet<>();
        ports.forEach(port -> changed.add(port.at()));
        List<PciFunction> functions = new ArrayList<>();
        for (PciFunction function : part.functions()) {
            functions.add(changed.contains(function.at()) ? isolating(function) : function);
        }
        GroupTable tried = Grouping.boot(part.withFunctions(functions), table.facts());
        var one = tried.groupOf(first.at()).map(IommuGroup::number);
        return one.isPresent() && !one.equals(tried.groupOf(second.at()).map(IommuGroup::number));
    }

    private static PciFunction isolating(PciFunction function) {
        PciCapabilities capabilities = function.capabilities();
        AcsCapability acs = new AcsCapability(AcsWord.REQUIRED, AcsWord.REQUIRED);
        return function.withCapabilities(capabilities.withAcs(acs));
    }
}
