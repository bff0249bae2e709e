package iovatlas.document.part;

import iovatlas.document.part.ObservedForms.FunctionVector;
import iovatlas.document.part.ObservedForms.GroupRegion;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedGroup;
import iovatlas.observation.ObservedRegion;
import iovatlas.observation.ObservedVector;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what was recorded of a real machine.
///
/// @param observed the value of `observed:`, null when the key is not there
record ObservationReader(@Nullable Node observed, Sections sections) {
    Observation read() {
        if (!(observed instanceof Node.Mapping mapping)) {
            return observed == null
                    ? Observation.NONE
                    : Root.OBSERVED_FORM.read(observed, _ -> Observation.NONE);
        }
        Root.OBSERVED_FORM.read(mapping, in -> in);
        Lists lists = new Lists(mapping);
        return new Observation(
                groups(lists),
                lists.read(sections.ungrouped),
                functions(lists),
                lists.read(sections.interrupts),
                lists.read(sections.irqs),
                lists.read(sections.irqDomains),
                lists.read(sections.log),
                lists.read(sections.importNotes));
    }

    private List<ObservedGroup> groups(Lists lists) {
        Set<Integer> numbers = new HashSet<>();
        List<ObservedGroup> groups =
                lists.read(
                        sections.observedGroups,
                        (group, node) -> {
                            if (!numbers.add(group.number())) {
                                throw new NodeError(
                                        "The group " + group.number() + " is observed twice.",
                                        node.at());
                            }
                        });
        Map<Integer, List<ObservedRegion>> regions = new HashMap<>();
        for (Node node : lists.items(sections.observedRegions.key())) {
            GroupRegion region = sections.observedRegions.spelling().read(node);
            if (!numbers.contains(region.group())) {
                throw new NodeError("No group " + region.group() + " is observed.", node.at());
            }
            regions.computeIfAbsent(region.group(), _ -> new ArrayList<>()).add(region.region());
        }
        return groups.stream()
                .map(group ->
                        new ObservedGroup(
                                group.number(),
                                group.members(),
                                group.type(),
                                regions.getOrDefault(group.number(), List.of())))
                .toList();
    }

    private List<ObservedFunction> functions(Lists lists) {
        Set<PciAddress> known = new HashSet<>();
        List<ObservedFunction> functions =
                lists.read(
                        sections.observedFunctions,
                        (function, node) -> {
                            if (!known.add(function.at())) {
                                throw new NodeError(
                                        "The function " + function.at() + " is observed twice.",
                                        node.at());
                            }
                        });
        Map<PciAddress, List<ObservedVector>> vectors = new HashMap<>();
        for (Node node : lists.items(sections.observedVectors.key())) {
            FunctionVector vector = sections.observedVectors.spelling().read(node);
            if (!known.contains(vector.at())) {
                throw new NodeError("No function " + vector.at() + " is observed.", node.at());
            }
            vectors.computeIfAbsent(vector.at(), _ -> new ArrayList<>()).add(vector.vector());
        }
        return functions.stream().map(function -> with(function, vectors)).toList();
    }

    private static ObservedFunction with(
            ObservedFunction function, Map<PciAddress, List<ObservedVector>> vectors) {
        return new ObservedFunction(
                function.at(),
                function.driver(),
                function.acsControl(),
                function.busMaster(),
                function.msiEnabled(),
                function.msixEnabled(),
                vectors.getOrDefault(function.at(), List.of()),
                function.interrupts(),
                function.source());
    }
}
