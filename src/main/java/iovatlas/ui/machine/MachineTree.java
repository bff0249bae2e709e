package iovatlas.ui.machine;

import iovatlas.diagnostic.Problem;
import iovatlas.diagnostic.Refusals;
import iovatlas.diagnostic.Severity;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.Mark;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the tree of a document at one step.
final class MachineTree {

    private final Computed now;
    private final Topology topology;
    private final Set<ElementId> alarmed = new HashSet<>();

    private MachineTree(Computed now) {
        this.now = now;
        this.topology = now.state().topology();
        for (Problem problem : now.problems()) {
            if (problem.severity() == Severity.ERROR && !problem.elements().isEmpty()) {
                alarmed.addAll(problem.elements());
            }
        }
    }

    static MachineNode of(Computed now) {
        return new MachineTree(now).root();
    }

    private MachineNode root() {
        List<MachineNode> parts = new ArrayList<>(segments());
        add(parts, "Platform devices", platformDevices());
        add(parts, "Mediated devices", mediatedDevices());
        add(parts, "IOMMUs", topology.iommus().stream().map(this::iommu).toList());
        add(
                parts,
                "MSI controllers",
                topology.msiControllers().stream().map(this::controller).toList());
        add(parts, "Groups", now.state().groups().groups().stream().map(this::group).toList());
        add(parts, "Containers", now.state().spaces().stream().map(this::space).toList());
        add(parts, "Owners", topology.owners().stream().map(this::owner).toList());
        add(parts, "Steps", now.timeline().results().stream().map(this::step).toList());
        return MachineNode.heading(now.atlas().title(), parts);
    }

    private static void add(List<MachineNode> parts, String heading, List<MachineNode> below) {
        if (!below.isEmpty()) {
            parts.add(MachineNode.heading(heading, below));
        }
    }

    private List<MachineNode> segments() {
        return topology.hostBridges().stream()
                .map(HostBridge::segment)
                .distinct()
                .map(segment ->
                        MachineNode.heading(
                                "Segment %04x".formatted(segment),
                                topology.hostBridges().stream()
                                        .filter(h -> h.segment() == segment)
                                        .map(this::hostBridge)
                                        .toList()))
                .toList();
    }

    private MachineNode hostBridge(HostBridge bridge) {
        return MachineNode.of(
                        new ElementId.OfHostBridge(bridge.segment(), bridge.rootBus()),
                        "Host bridge " + bridge.text(),
                        false)
                .with(onBus(bridge.segment(), bridge.rootBus()));
    }

    private List<MachineNode> onBus(int segment, int bus) {
        return VirtualFunctions.collapsed(
                topology.functions().stream()
                        .filter(f -> f.at().segment() == segment && f.at().bus() == bus)
                        .filter(f -> f.virtual() == null)
                        .map(this::function)
                        .toList());
    }

    private MachineNode function(PciFunction function) {
        List<MachineNode> below = new ArrayList<>();
        if (function.buses() != null) {
            below.addAll(onBus(function.at().segment(), function.buses().first()));
        }
        List<MachineNode> virtual =
                topology.functions().stream()
                        .filter(f ->
                                f.virtual() != null && f.virtual().physical().equals(function.at()))
                        .map(this::function)
                        .toList();
        below.addAll(VirtualFunctions.collapsed(virtual));
        return element(new ElementId.OfFunction(function.at()), FunctionText.of(function))
                .with(below);
    }

    private List<MachineNode> platformDevices() {
        return topology.platformDevices().stream()
                .map(d -> element(new ElementId.OfPlatformDevice(d.name()), d.name()))
                .toList();
    }

    private List<MachineNode> mediatedDevices() {
        return topology.mediatedDevices().stream()
                .map(d ->
                        element(
                                new ElementId.OfMediatedDevice(d.name()),
                                d.name() + "  on " + d.parent().shortText()))
                .toList();
    }

    private MachineNode iommu(Iommu iommu) {
        return element(
                new ElementId.OfIommu(iommu.name()), iommu.name() + "  " + iommu.kind().title());
    }

    private MachineNode controller(MsiController controller) {
        String text =
                switch (controller) {
                    case MsiController.Its its -> its.name() + "  ITS " + its.base().hex();
                    case MsiController.GicV2m v2m -> v2m.name() + "  GICv2m " + v2m.base().hex();
                    case MsiController.Mbi mbi -> mbi.name() + "  MBI " + mbi.base().hex();
                    case MsiController.Apic apic -> apic.name() + "  local APICs";
                };
        return element(new ElementId.OfMsiController(controller.name()), text);
    }

    private MachineNode group(IommuGroup group) {
        String members =
                group.members().stream()
                        .map(PciAddress::shortText)
                        .collect(Collectors.joining(" "));
        return element(
                new ElementId.OfGroup(group.number()),
                group.number() + "  " + members + String.join(" ", group.otherMembers()));
    }

    private MachineNode space(SpaceView space) {
        int domains = space.domains().size();
        return element(
                new ElementId.OfSpace(space.name()),
                space.name()
                        + "  "
                        + (space.iommufd() ? "IOAS" : "container")
                        + "  "
                        + domains
                        + (domains == 1 ? " domain" : " domains"));
    }

    private MachineNode owner(ContainerOwner owner) {
        String text =
                switch (owner) {
                    case ContainerOwner.Guest guest ->
                            "%s  %s, %s, %d vCPU"
                                    .formatted(
                                            guest.name(),
                                            guest.architecture().spelling(),
                                            guest.kvm() ? "KVM" : "emulated",
                                            guest.vcpus());
                    case ContainerOwner.UserProcess process -> process.name() + "  process";
                };
        return element(new ElementId.OfOwner(owner.name()), text)
                .with(owner.memory().stream().map(r -> memory(owner, r)).toList());
    }

    private MachineNode memory(ContainerOwner owner, MemoryRegion region) {
        return element(
                new ElementId.OfMemory(owner.name(), region.name()),
                region.name()
                        + "  "
                        + region.range().size().human()
                        + " at "
                        + region.range().first().hex());
    }

    private MachineNode step(StepResult result) {
        ElementId id = new ElementId.OfStep(result.number());
        return new MachineNode(
                id,
                result.number() + "  " + Refusals.describe(topology, result.step().action()),
                result.word().equals("OK") ? "" : result.word(),
                result.mark() == Mark.WRONG,
                id,
                List.of());
    }

    private MachineNode element(ElementId id, String text) {
        return MachineNode.of(id, text, alarmed.contains(id));
    }
}
