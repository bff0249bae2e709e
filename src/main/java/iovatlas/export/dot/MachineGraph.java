package iovatlas.export.dot;

import iovatlas.export.dot.DotGraph.Kind;
import iovatlas.export.dot.DotGraph.Link;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.HostBridge;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The machine with its groups and who uses it.
final class MachineGraph {
    private final DotGraph graph;
    private final KernelState state;
    private final GroupTable groups;

    MachineGraph(DotGraph graph, KernelState state) {
        this.graph = graph;
        this.state = state;
        this.groups = state.groups();
    }

    void add() {
        for (HostBridge bridge : state.topology().hostBridges()) {
            graph.node(
                    hostBridge(bridge),
                    Kind.HOST_BRIDGE,
                    "host bridge " + bridge.text(),
                    "buses " + bridge.buses());
        }
        state.topology()
                .iommus()
                .forEach(i ->
                        graph.node("iommu " + i.name(), Kind.IOMMU, i.name(), i.kind().title()));
        for (MsiController controller : state.topology().msiControllers()) {
            graph.node("msi " + controller.name(), Kind.MSI_CONTROLLER, controller.name());
        }
        state.topology().functions().forEach(this::function);
        state.topology().platformDevices().forEach(this::device);
        state.topology().mediatedDevices().forEach(this::mediated);
        groups.groups().forEach(this::group);
        state.topology().owners().forEach(this::owner);
        state.spaces().forEach(this::space);
    }

    private void function(PciFunction function) {
        PciAddress at = function.at();
        graph.node(
                at.toString(),
                function.kind().isBridge() ? Kind.BRIDGE : Kind.ENDPOINT,
                at.shortText() + (function.name().isEmpty() ? "" : " " + function.name()),
                function.kind().spelling(),
                state.driverOf(at).map(driver -> "driver " + driver).orElse(""));
        groups.tree()
                .bridgeAbove(at)
                .map(bridge -> bridge.at().toString())
                .or(() -> hostBridgeOf(at))
                .ifPresent(above -> graph.edge(above, at.toString(), Link.PLAIN, ""));
        if (function.kind().isBridge()) {
            return;
        }
        String ids =
                groups.streamIds(at).stream()
                        .map(id -> "0x" + Integer.toHexString(id))
                        .collect(Collectors.joining(" "));
        groups.iommuOf(at)
                .ifPresent(name -> graph.edge(at.toString(), "iommu " + name, Link.DASHED, ids));
        groups.msiController(at)
                .map(MsiController::name)
                .ifPresent(name -> graph.edge(at.toString(), "msi " + name, Link.DOTTED, ""));
        state.spaceOf(at)
                .ifPresent(space ->
                        graph.edge("space " + space, at.toString(), Link.DASHED, "attached"));
    }

    private Optional<String> hostBridgeOf(PciAddress at) {
        return state.topology().hostBridges().stream()
                .filter(b -> b.segment() == at.segment() && b.buses().contains(at.bus()))
                .findFirst()
                .map(MachineGraph::hostBridge);
    }

    private void device(PlatformDevice device) {
        graph.node(device.name(), Kind.ENDPOINT, device.name(), device.bus() + " device");
        if (device.iommu() != null) {
            graph.edge(device.name(), "iommu " + device.iommu(), Link.DASHED, "");
        }
        if (device.msiController() != null) {
            graph.edge(device.name(), "msi " + device.msiController(), Link.DOTTED, "");
        }
    }

    private void mediated(MediatedDevice device) {
        graph.node(device.name(), Kind.ENDPOINT, device.name(), "mediated device, no IOMMU");
        graph.edge(device.parent().toString(), device.name(), Link.PLAIN, "");
    }

    private void group(IommuGroup group) {
        List<String> members = new ArrayList<>(group.otherMembers());
        group.members().forEach(at -> members.add(at.toString()));
        graph.frame("group_%05d".formatted(group.number()), "group " + group.number(), members);
    }

    private void owner(ContainerOwner owner) {
        String what =
                switch (owner) {
                    case ContainerOwner.Guest guest -> guest.kvm() ? "KVM guest" : "emulated guest";
                    case ContainerOwner.UserProcess _ -> "process";
                };
        graph.node("owner " + owner.name(), Kind.OWNER, owner.name(), what);
    }

    private void space(SpaceView space) {
        String id = "space " + space.name();
        graph.node(id, Kind.SPACE, space.name(), space.iommufd() ? "IOAS" : "container");
        if (space.owner() != null) {
            graph.edge("owner " + space.owner(), id, Link.PLAIN, "");
        }
        for (DomainView domain : space.domains()) {
            String domainId = "domain " + space.name() + "/" + domain.number();
            graph.node(domainId, Kind.DOMAIN, "domain d" + domain.number());
            graph.edge(id, domainId, Link.PLAIN, "");
            graph.edge(domainId, "iommu " + domain.iommu(), Link.PLAIN, "");
        }
    }

    private static String hostBridge(HostBridge bridge) {
        return "host bridge " + bridge.text();
    }
}
