package iovatlas.ui.search;

import iovatlas.diagnostic.Problem;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.StepResult;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;
import iovatlas.ui.session.Computed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Everything of a document that has a name.
final class MachineHits {

    private final List<Hit> hits = new ArrayList<>();

    private MachineHits() {}

    static List<Hit> of(Computed computed) {
        MachineHits found = new MachineHits();
        found.machine(computed.state().topology());
        computed.state().groups().groups().forEach(found::group);
        computed.state().spaces().forEach(found::space);
        computed.timeline().results().forEach(found::step);
        computed.problems().forEach(found::problem);
        return List.copyOf(found.hits);
    }

    private void machine(Topology topology) {
        topology.functions().forEach(this::function);
        for (HostBridge bridge : topology.hostBridges()) {
            add(
                    bridge.text(),
                    "buses " + bridge.buses(),
                    "host bridge",
                    new ElementId.OfHostBridge(bridge.segment(), bridge.rootBus()));
        }
        for (Iommu iommu : topology.iommus()) {
            add(iommu.name(), iommu.kind().title(), "IOMMU", new ElementId.OfIommu(iommu.name()));
        }
        for (MsiController controller : topology.msiControllers()) {
            String name = controller.name();
            add(name, "", "MSI controller", new ElementId.OfMsiController(name));
        }
        for (PlatformDevice device : topology.platformDevices()) {
            String name = device.name();
            add(name, device.bus(), "device", new ElementId.OfPlatformDevice(name));
        }
        for (MediatedDevice device : topology.mediatedDevices()) {
            String name = device.name();
            add(name, device.type(), "device", new ElementId.OfMediatedDevice(name));
        }
        topology.owners().forEach(this::owner);
    }

    private void function(PciFunction function) {
        String name = function.name().isEmpty() ? "" : "  " + function.name();
        PciId id = function.identity().id();
        String driver = function.driver() == null ? "" : "  " + function.driver();
        add(
                function.at() + name,
                (id.equals(PciId.UNKNOWN) ? "" : id + "  ") + function.kind().spelling() + driver,
                "function",
                new ElementId.OfFunction(function.at()));
    }

    private void owner(ContainerOwner owner) {
        String kind =
                switch (owner) {
                    case ContainerOwner.Guest _ -> "guest";
                    case ContainerOwner.UserProcess _ -> "process";
                };
        add(owner.name(), "", kind, new ElementId.OfOwner(owner.name()));
        for (MemoryRegion region : owner.memory()) {
            add(
                    region.name(),
                    region.range().hex(),
                    "memory of " + owner.name(),
                    new ElementId.OfMemory(owner.name(), region.name()));
        }
    }

    private void group(IommuGroup group) {
        String members =
                group.members().stream()
                        .map(PciAddress::shortText)
                        .collect(Collectors.joining(" "));
        add("group " + group.number(), members, "group", new ElementId.OfGroup(group.number()));
    }

    private void space(SpaceView space) {
        add(
                space.name(),
                "",
                space.iommufd() ? "IOAS" : "container",
                new ElementId.OfSpace(space.name()));
        for (DomainView domain : space.domains()) {
            add(
                    space.name() + " domain " + domain.number(),
                    domain.iommu(),
                    "domain",
                    new ElementId.OfDomain(space.name(), domain.number()));
        }
    }

    private void step(StepResult result) {
        hits.add(
                new Hit(
                        "step " + result.number() + "  " + result.step().action().word(),
                        result.word(),
                        "step",
                        new Hit.Elements(
                                List.of(new ElementId.OfStep(result.number())), result.number())));
    }

    private void problem(Problem problem) {
        hits.add(
                new Hit(
                        problem.rule(),
                        problem.text(),
                        problem.severity().word(),
                        new Hit.Elements(problem.elements().reversed(), problem.step())));
    }

    private void add(String text, String detail, String kind, ElementId element) {
        hits.add(Hit.of(text, detail, kind, element));
    }
}
