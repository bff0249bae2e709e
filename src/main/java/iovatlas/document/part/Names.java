package iovatlas.document.part;

import iovatlas.atlas.Atlas;
import iovatlas.document.form.Nearest;
import iovatlas.document.form.Spelling;
import iovatlas.document.yaml.Node;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.SriovCapability;
import iovatlas.topology.Topology;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything in a document that something else can refer to. A function may be called by its short
/// name: `nic0` wherever `0000:01:00.0` is meant.
public final class Names {
    private final Map<String, PciAddress> addresses = new HashMap<>();
    private final Map<PciAddress, String> names = new HashMap<>();
    private final Map<String, String> tableSpaces = new HashMap<>();
    private final Set<PciAddress> present = new HashSet<>();
    final Register iommus = new Register("IOMMU");
    final Register controllers = new Register("MSI controller");
    final Register mediated = new Register("mediated device");
    final Register owners = new Register("guest or process");
    final Register regions = new Register("memory region");
    final Register containers = new Register("container");
    final Register ioases = new Register("IOAS");
    final Register tables = new Register("page table (HWPT)");

    /// The names of a whole document.
    public static Names of(Atlas atlas) {
        return new Names().with(atlas);
    }

    /// The names of a whole document besides those that are there, which count first.
    Names with(Atlas atlas) {
        Names names = this;
        Topology topology = atlas.topology();
        topology.functions().forEach(names::add);
        topology.iommus().stream().map(Iommu::name).forEach(names.iommus::add);
        topology.msiControllers().stream().map(MsiController::name).forEach(names.controllers::add);
        topology.mediatedDevices().stream().map(MediatedDevice::name).forEach(names.mediated::add);
        topology.owners().forEach(names::add);
        topology.spaces().forEach(names::add);
        for (ScenarioStep step : atlas.steps()) {
            if (step.action() instanceof Step.HotAdd added) {
                names.add(added.function());
            } else if (step.action() instanceof Step.AllocHwpt alloc) {
                names.addTable(alloc.hwpt(), alloc.ioas());
            }
        }
        return names;
    }

    /// Adds a function, also one that a step brings, and the virtual functions that it can have.
    void add(PciFunction function) {
        call(function.name(), function.at());
        present.add(function.at());
        SriovCapability sriov = function.capabilities().sriov();
        for (int i = 0; sriov != null && i < sriov.totalVfs(); i++) {
            present.add(
                    PciAddress.of(function.at().segment(), sriov.requesterOf(function.at(), i)));
        }
    }

    /// Adds what the lines of steps bring by themselves: functions and page tables. What is wrong with
    /// a line is said when the line itself is read.
    void addBrought(List<Node> steps) {
        Spelling<PciFunction> alone = new FunctionForm(this).alone();
        for (Node step : steps) {
            MachineReader.value(step, "function").ifPresent(node -> add(alone.read(node)));
            addTable(step);
        }
    }

    /// Adds the page table that the line of a step allocates, if it does.
    void addTable(Node step) {
        if (MachineReader.text(step, "do").filter("alloc-hwpt"::equals).isPresent()) {
            String ioas = MachineReader.text(step, "ioas").orElse("");
            MachineReader.text(step, "hwpt").ifPresent(hwpt -> addTable(hwpt, ioas));
        }
    }

    /// Adds a page table that a step allocates for an IOAS.
    void addTable(String hwpt, String ioas) {
        tables.add(hwpt);
        tableSpaces.putIfAbsent(hwpt, ioas);
    }

    boolean isTableOf(String hwpt, String ioas) {
        return ioas.equals(tableSpaces.get(hwpt));
    }

    void add(ContainerOwner owner) {
        owners.add(owner.name());
        owner.memory().stream().map(MemoryRegion::name).forEach(regions::add);
    }

    void add(IovaSpace space) {
        switch (space) {
            case IovaSpace.Container container -> containers.add(container.name());
            case IovaSpace.Ioas ioas -> ioases.add(ioas.name());
        }
    }

    /// Says what a short name means. A name that would mean two addresses, or an address with two
    /// names, is written as an address.
    void call(String name, PciAddress at) {
        if (name.isEmpty() || PciAddress.isAddress(name)) {
            return;
        }
        PciAddress other = addresses.putIfAbsent(name, at);
        if (other == null || other.equals(at)) {
            names.putIfAbsent(at, name);
        }
    }

    /// The address that a short name means.
    Optional<PciAddress> means(String name) {
        return Optional.ofNullable(addresses.get(name));
    }

    /// An address, or the name of a function.
    Spelling<PciAddress> device() {
        return Spelling.ofText(
                "a PCI address or the name of a function", this::address, this::spell);
    }

    /// An address or name of a function that is there, or that a step can bring.
    Spelling<PciAddress> presentDevice() {
        return Spelling.ofText(
                "a PCI address or the name of a function",
                text -> {
                    PciAddress at = address(text);
                    if (!present.contains(at)) {
                        throw new IllegalArgumentException("There is no function " + at);
                    }
                    return at;
                },
                this::spell);
    }

    private PciAddress address(String text) {
        PciAddress named = addresses.get(text);
        if (named != null) {
            return named;
        }
        if (PciAddress.isAddress(text)) {
            return PciAddress.parse(text);
        }
        throw new IllegalArgumentException(
                "\""
                        + text
                        + "\" is neither a PCI address nor the name of a function"
                        + Nearest.hint(text, addresses.keySet()));
    }

    private String spell(PciAddress at) {
        String name = names.get(at);
        return name != null && at.equals(addresses.get(name)) ? name : at.toString();
    }
}
