package iovatlas.diagram.topology;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.topology.MachinePicture.FrameLabel;
import iovatlas.diagram.topology.MachinePicture.Part;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads from a kernel state what a topology diagram shows.
final class MachineReader {
    private final Atlas atlas;
    private final KernelState state;
    private final GroupTable groups;
    private final Topology topology;
    private final MessageTargets targets;
    private final LitElements lit;
    private final TopologyOptions options;

    MachineReader(Atlas atlas, KernelState state, TopologyOptions options) {
        this.atlas = atlas;
        this.state = state;
        this.groups = state.groups();
        this.topology = state.topology();
        this.options = options;
        this.targets = new MessageTargets(topology, groups);
        this.lit = LitElements.of(options.selection(), state, targets);
    }

    /// @param results what happened up to the state, for what is refused in a space
    MachinePicture read(List<StepResult> results) {
        List<MachineNode> roots = new TreeBuilder(state, options, lit).roots();
        var controllers = new ControllerParts(topology, groups, targets, lit);
        List<Part> messageParts = controllers.parts();
        return new MachinePicture(
                atlas.title().isEmpty() ? "Topology" : "Topology \u2014 " + atlas.title(),
                description(),
                roots,
                frames(roots),
                topology.iommus().stream().map(this::part).toList(),
                messageParts,
                controllers.links(),
                new OwnerParts(state, lit, results).owners());
    }

    private String description() {
        return "%d functions in %d IOMMU groups, %d IOMMUs, %d MSI controllers, %d containers and IOASes."
                .formatted(
                        topology.functions().size(),
                        groups.groups().size(),
                        topology.iommus().size(),
                        topology.msiControllers().size(),
                        topology.spaces().size());
    }

    private Map<Integer, FrameLabel> frames(List<MachineNode> roots) {
        var labels = new GroupLabels(groups);
        Map<Integer, String> ranges = new HashMap<>();
        roots.forEach(root -> rangesBelow(root, ranges));
        Map<Integer, FrameLabel> frames = new HashMap<>();
        for (IommuGroup group : groups.groups()) {
            var element = new ElementId.OfGroup(group.number());
            String range = ranges.get(group.number());
            String text =
                    (range == null ? "group " + group.number() : "groups " + range)
                            + inSpace(group);
            frames.put(
                    group.number(),
                    new FrameLabel(
                            element,
                            text,
                            range == null ? labels.reason(group) : "one each",
                            lit.contains(element)));
        }
        return frames;
    }

    private static void rangesBelow(MachineNode node, Map<Integer, String> ranges) {
        Integer group = node.group();
        if (group != null && !node.groupText().equals(String.valueOf(group))) {
            ranges.put(group, node.groupText());
        }
        node.children().forEach(child -> rangesBelow(child, ranges));
    }

    private String inSpace(IommuGroup group) {
        return group.members().stream()
                .findFirst()
                .flatMap(state::spaceOf)
                .map(name -> " in " + name)
                .orElse("");
    }

    private Part part(Iommu iommu) {
        var element = new ElementId.OfIommu(iommu.name());
        List<String> details = new ArrayList<>();
        details.add(iommu.kind().title());
        String tip = iommu.name() + ", " + iommu.kind().title();
        return new Part(element, iommu.name(), details, lit.contains(element), tip);
    }
}
