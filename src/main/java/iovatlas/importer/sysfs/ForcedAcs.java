package iovatlas.importer.sysfs;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.pci.AcsSettings;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.observation.ObservedFunction;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds ACS control words that the kernel would not have chosen, so that firmware or somebody else
/// must have: only these become part of the machine.
final class ForcedAcs {

    private ForcedAcs() {}

    /// The topology with those words set.
    static Topology apply(
            Topology topology, BootFacts facts, List<ObservedFunction> observed, Notes notes) {
        Map<PciAddress, Integer> recorded = new HashMap<>();
        for (ObservedFunction function : observed) {
            @Nullable Integer control = function.acsControl();
            if (control != null) {
                recorded.put(function.at(), control);
            }
        }
        PciTree tree = PciTree.of(topology, facts.release().value());
        AcsSettings settings = AcsSettings.of(topology, facts, Set.of());
        List<PciFunction> functions = new ArrayList<>();
        for (PciFunction function : topology.functions()) {
            functions.add(
                    tree.node(function.at())
                            .map(node -> forced(node, settings, recorded, notes))
                            .orElse(function));
        }
        return topology.withFunctions(functions);
    }

    private static PciFunction forced(
            PciNode node, AcsSettings settings, Map<PciAddress, Integer> recorded, Notes notes) {
        PciFunction function = node.function();
        @Nullable AcsCapability acs = function.capabilities().acs();
        @Nullable AcsWord kernel = settings.of(node);
        @Nullable Integer control = recorded.get(function.at());
        if (acs == null || kernel == null || control == null || control == kernel.control()) {
            return function;
        }
        notes.count(
                "ACS control word is not the one that the kernel would set, so it is kept as"
                        + " recorded",
                function.at().toString());
        return function.withCapabilities(
                function.capabilities().withAcs(new AcsCapability(acs.capability(), control)));
    }
}
