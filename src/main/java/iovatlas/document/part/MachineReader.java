package iovatlas.document.part;

import iovatlas.document.form.Spelling;
import iovatlas.document.part.OwnerForms.OwnedRegion;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.topology.BusRange;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the machine: what can be referred to first, what refers to it after.
///
/// @param lists the lists of the document
/// @param sections how their items are spelled
/// @param names filled while reading
/// @param places filled while reading
record MachineReader(Lists lists, Sections sections, Names names, Places places) {
    Topology read() {
        nameFunctions();
        List<PciFunction> functions = functions();
        List<Iommu> iommus = lists.read(sections.iommus, (i, node) -> place(i, node));
        List<MsiController> controllers =
                lists.read(sections.msiControllers, (c, node) -> place(c, node));
        List<PlatformDevice> platformDevices =
                lists.read(sections.platformDevices, (d, node) -> place(d, node));
        List<MediatedDevice> mediated =
                lists.read(sections.mediatedDevices, (d, node) -> place(d, node));
        List<ContainerOwner> owners = owners();
        return new Topology(
                hostBridges(functions),
                functions,
                platformDevices,
                iommus,
                controllers,
                lists.read(sections.idMaps),
                named(sections.reservedMemory, "reserved memory", ReservedMemory::name),
                named(sections.cpus, "CPUs", cpu -> String.valueOf(cpu.number())),
                owners,
                spaces(),
                mediated);
    }

    /// Learns all short names first, since a line may use a name of a later line. What is wrong with
    /// a line is said when the line itself is read.
    private void nameFunctions() {
        lists.items("functions").forEach(this::name);
        for (Node step : lists.items("steps")) {
            value(step, "function").ifPresent(this::name);
            names.addTable(step);
        }
    }

    private void name(Node function) {
        Optional<String> at = text(function, "at").filter(PciAddress::isAddress);
        Optional<String> name = text(function, "name");
        if (at.isPresent() && name.isPresent()) {
            names.call(name.get(), PciAddress.parse(at.get()));
        }
    }

    static Optional<String> text(Node node, String key) {
        return value(node, key)
                .filter(Node.Scalar.class::isInstance)
                .map(value -> ((Node.Scalar) value).text());
    }

    static Optional<Node> value(Node node, String key) {
        return node instanceof Node.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().equals(key))
                        .map(Node.Entry::value)
                        .findFirst()
                : Optional.empty();
    }

    private List<PciFunction> functions() {
        List<PciFunction> functions = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        lists.read(
                sections.functions,
                (line, node) ->
                        line.all()
                                .forEach(function -> {
                                    place(function, node);
                                    refuseTwice(taken, "functions", function.name(), node);
                                    functions.add(function);
                                }));
        functions.forEach(names::add);
        refuseOrphans(functions);
        Spelling<PciFunction> alone = new FunctionForm(names).alone();
        for (Node step : lists.items("steps")) {
            value(step, "function").ifPresent(node -> names.add(hotAdded(node, alone.read(node))));
        }
        return functions;
    }

    /// Reads a list whose items have names of their own.
    private <T> List<T> named(ListSection<T> section, String noun, Function<T, String> name) {
        Set<String> taken = new HashSet<>();
        return lists.read(
                section, (value, node) -> refuseTwice(taken, noun, name.apply(value), node));
    }

    private static void refuseTwice(Set<String> taken, String noun, String name, Node node) {
        if (!name.isEmpty() && !taken.add(name)) {
            throw new NodeError("There are two " + noun + " named \"" + name + "\".", node.at());
        }
    }

    /// A function that a step brings may have the name of one at the same address only.
    private PciFunction hotAdded(Node node, PciFunction function) {
        if (names.means(function.name()).filter(at -> !at.equals(function.at())).isPresent()) {
            throw new NodeError(
                    "There are two functions named \"" + function.name() + "\".", node.at());
        }
        return function;
    }

    private void refuseOrphans(List<PciFunction> functions) {
        Set<PciAddress> present = new HashSet<>();
        functions.forEach(function -> present.add(function.at()));
        for (PciFunction function : functions) {
            VirtualFunction virtual = function.virtual();
            if (virtual != null && !present.contains(virtual.physical())) {
                throw new NodeError(
                        "The physical function %s of the virtual function %s is not there."
                                .formatted(virtual.physical(), function.at()),
                        places.of(new ElementId.OfFunction(function.at())));
            }
        }
    }

    private List<HostBridge> hostBridges(List<PciFunction> functions) {
        if (lists.has("host-bridges")) {
            return lists.read(
                    sections.hostBridges,
                    (bridge, node) ->
                            places.add(
                                    new ElementId.OfHostBridge(bridge.segment(), bridge.rootBus()),
                                    "the host bridge " + bridge.text(),
                                    node.at()));
        }
        return functions.stream()
                .map(function -> function.at().segment())
                .distinct()
                .sorted()
                .map(segment -> HostBridge.of(segment, new BusRange(0, 255)))
                .toList();
    }

    private List<ContainerOwner> owners() {
        List<ContainerOwner> owners = new ArrayList<>();
        owners.addAll(lists.read(sections.guests, (guest, node) -> place(guest, node)));
        owners.addAll(lists.read(sections.processes, (process, node) -> place(process, node)));
        List<OwnedRegion> memory = lists.read(sections.memory, this::place);
        return owners.stream().map(owner -> withMemory(owner, memory)).toList();
    }

    private static ContainerOwner withMemory(ContainerOwner owner, List<OwnedRegion> memory) {
        List<MemoryRegion> own =
                memory.stream()
                        .filter(owned -> owned.owner().equals(owner.name()))
                        .map(OwnedRegion::region)
                        .toList();
        return switch (owner) {
            case ContainerOwner.Guest guest ->
                    new ContainerOwner.Guest(
                            guest.name(),
                            guest.architecture(),
                            guest.kvm(),
                            own,
                            guest.vcpus(),
                            guest.interrupts());
            case ContainerOwner.UserProcess process ->
                    new ContainerOwner.UserProcess(process.name(), own);
        };
    }

    private List<IovaSpace> spaces() {
        List<IovaSpace> spaces = new ArrayList<>();
        spaces.addAll(lists.read(sections.containers, (space, node) -> place(space, node)));
        spaces.addAll(lists.read(sections.ioases, (space, node) -> place(space, node)));
        return spaces;
    }

    private void place(PciFunction function, Node node) {
        places.add(
                new ElementId.OfFunction(function.at()),
                "the function " + function.at(),
                node.at());
    }

    private void place(PlatformDevice device, Node node) {
        places.add(
                new ElementId.OfPlatformDevice(device.name()),
                "the platform device \"" + device.name() + "\"",
                node.at());
    }

    private void place(MediatedDevice device, Node node) {
        places.add(
                new ElementId.OfMediatedDevice(device.name()),
                "the mediated device \"" + device.name() + "\"",
                node.at());
        names.mediated.add(device.name());
    }

    private void place(Iommu iommu, Node node) {
        places.add(
                new ElementId.OfIommu(iommu.name()),
                "the IOMMU \"" + iommu.name() + "\"",
                node.at());
        names.iommus.add(iommu.name());
    }

    private void place(MsiController controller, Node node) {
        places.add(
                new ElementId.OfMsiController(controller.name()),
                "the MSI controller \"" + controller.name() + "\"",
                node.at());
        names.controllers.add(controller.name());
    }

    private void place(ContainerOwner owner, Node node) {
        places.add(
                new ElementId.OfOwner(owner.name()),
                "the guest or process \"" + owner.name() + "\"",
                node.at());
        names.add(owner);
    }

    private void place(OwnedRegion owned, Node node) {
        String name = owned.region().name();
        if (names.regions.has(name)) {
            throw new NodeError("There are two memory regions \"" + name + "\".", node.at());
        }
        names.regions.add(name);
        places.add(
                new ElementId.OfMemory(owned.owner(), name),
                "the memory region \"" + name + "\"",
                node.at());
    }

    private void place(IovaSpace space, Node node) {
        places.add(
                new ElementId.OfSpace(space.name()),
                "the container or IOAS \"" + space.name() + "\"",
                node.at());
        names.add(space);
    }
}
