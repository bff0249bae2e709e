package iovatlas.document.part;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Waiver;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.part.ObservedForms.FunctionVector;
import iovatlas.document.part.ObservedForms.GroupRegion;
import iovatlas.document.part.OwnerForms.OwnedRegion;
import iovatlas.observation.Note;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedGroup;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedIrqDomain;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.Cpu;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.ReservedMemory;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The lists of the document.
final class Sections {
    private static final Key<String> RULE = Key.of("rule", Spellings.NAME);
    private static final Key<String> WHERE = Key.of("where", Spellings.TEXT);
    private static final Key<String> REASON = Key.of("reason", Spellings.TEXT);
    static final Form WAIVER_FORM = Form.of("a waiver", RULE, WHERE, REASON);

    final ListSection<String> notes =
            new ListSection<>("notes", Spellings.TEXT, Atlas::notes, true);
    final ListSection<FactForm> facts =
            ListSection.of(
                    "facts",
                    FactForm.SPELLING,
                    atlas -> BootForm.facts(atlas.boot(), atlas.topology()));
    final ListSection<HostBridge> hostBridges =
            machine("host-bridges", MachineForms.HOST_BRIDGE, Topology::hostBridges);
    final ListSection<FunctionLine> functions;
    final ListSection<PlatformDevice> platformDevices;
    final ListSection<MediatedDevice> mediatedDevices;
    final ListSection<Iommu> iommus;
    final ListSection<MsiController> msiControllers =
            machine("msi-controllers", MsiControllerForm.SPELLING, Topology::msiControllers);
    final ListSection<IdMap> idMaps;
    final ListSection<ReservedMemory> reservedMemory;
    final ListSection<Cpu> cpus = machine("cpus", MachineForms.CPU, Topology::cpus);
    final ListSection<ContainerOwner.Guest> guests =
            machine("guests", OwnerForms.GUEST, of(Topology::owners, ContainerOwner.Guest.class));
    final ListSection<ContainerOwner.UserProcess> processes =
            machine(
                    "processes",
                    OwnerForms.PROCESS,
                    of(Topology::owners, ContainerOwner.UserProcess.class));
    final ListSection<OwnedRegion> memory;
    final ListSection<IovaSpace.Container> containers;
    final ListSection<IovaSpace.Ioas> ioases;
    final ListSection<ScenarioStep> steps;
    final ListSection<Waiver> waivers = ListSection.of("waivers", waiver(), Atlas::waivers);

    final ListSection<ObservedGroup> observedGroups =
            ListSection.of(
                    "groups", ObservedForms.OBSERVED_GROUP, atlas -> atlas.observation().groups());
    final ListSection<GroupRegion> observedRegions =
            ListSection.of("regions", ObservedForms.REGION, Sections::regions);
    final ListSection<String> ungrouped =
            ListSection.of("ungrouped", Spellings.TEXT, atlas -> atlas.observation().ungrouped());
    final ListSection<ObservedFunction> observedFunctions =
            ListSection.of(
                    "functions", ObservedForms.FUNCTION, atlas -> atlas.observation().functions());
    final ListSection<FunctionVector> observedVectors =
            ListSection.of("vectors", ObservedForms.FUNCTION_VECTOR, Sections::vectors);
    final ListSection<ObservedInterrupt> interrupts =
            ListSection.of(
                    "interrupts",
                    ObservedForms.INTERRUPT,
                    atlas -> atlas.observation().interrupts());
    final ListSection<ObservedIrq> irqs =
            ListSection.of(
                    "irqs", ObservedIrqForms.OBSERVED_IRQ, atlas -> atlas.observation().irqs());
    final ListSection<ObservedIrqDomain> irqDomains =
            ListSection.of(
                    "irq-domains",
                    ObservedIrqForms.IRQ_DOMAIN,
                    atlas -> atlas.observation().irqDomains());
    final ListSection<String> log =
            ListSection.of("log", Spellings.TEXT, atlas -> atlas.observation().logFacts());
    final ListSection<Note> importNotes =
            ListSection.of("notes", ObservedForms.NOTE, atlas -> atlas.observation().notes());

    /// @param names what references mean
    /// @param listed virtual functions that are to keep a line of their own
    Sections(Names names, Set<PciAddress> listed) {
        functions =
                machine(
                        "functions",
                        new FunctionForm(names).line(),
                        topology -> FunctionLine.of(topology.functions(), listed));
        platformDevices =
                machine(
                        "platform-devices",
                        MachineForms.platformDevice(names),
                        Topology::platformDevices);
        mediatedDevices =
                machine(
                        "mediated-devices",
                        MachineForms.mediatedDevice(names),
                        Topology::mediatedDevices);
        iommus = machine("iommus", new IommuForm(names).spelling(), Topology::iommus);
        idMaps = machine("id-maps", FirmwareForms.idMap(names), Topology::idMaps);
        reservedMemory =
                machine(
                        "reserved-memory",
                        FirmwareForms.reservedMemory(names),
                        Topology::reservedMemory);
        memory = machine("memory", OwnerForms.memory(names), Sections::regionsOfOwners);
        containers =
                machine(
                        "containers",
                        SpaceForms.container(names),
                        of(Topology::spaces, IovaSpace.Container.class));
        ioases =
                machine(
                        "ioases",
                        SpaceForms.ioas(names),
                        of(Topology::spaces, IovaSpace.Ioas.class));
        steps = ListSection.of("steps", new StepForm(names).spelling(), Atlas::steps);
    }

    /// The lists of `observed:`, in the order of writing.
    List<ListSection<?>> observed() {
        return List.of(
                observedGroups,
                observedRegions,
                ungrouped,
                observedFunctions,
                observedVectors,
                interrupts,
                irqs,
                irqDomains,
                log,
                importNotes);
    }

    private static <T> ListSection<T> machine(
            String key, Spelling<T> spelling, Function<Topology, List<T>> values) {
        return ListSection.of(key, spelling, atlas -> values.apply(atlas.topology()));
    }

    private static <T, K extends T> Function<Topology, List<K>> of(
            Function<Topology, List<T>> all, Class<K> kind) {
        return topology ->
                all.apply(topology).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static List<OwnedRegion> regionsOfOwners(Topology topology) {
        return topology.owners().stream()
                .flatMap(
                        owner -> owner.memory().stream().map(r -> new OwnedRegion(owner.name(), r)))
                .toList();
    }

    private static List<GroupRegion> regions(Atlas atlas) {
        return atlas.observation().groups().stream()
                .flatMap(group ->
                        group.regions().stream().map(r -> new GroupRegion(group.number(), r)))
                .toList();
    }

    private static List<FunctionVector> vectors(Atlas atlas) {
        return atlas.observation().functions().stream()
                .flatMap(function ->
                        function.vectors().stream().map(v -> new FunctionVector(function.at(), v)))
                .toList();
    }

    private static Spelling<Waiver> waiver() {
        return Spelling.of(
                node ->
                        WAIVER_FORM.read(
                                node,
                                in ->
                                        new Waiver(
                                                in.need(RULE), in.get(WHERE, ""), in.need(REASON))),
                waiver ->
                        WAIVER_FORM
                                .fill()
                                .put(RULE, waiver.rule())
                                .put(WHERE, waiver.where(), "")
                                .put(REASON, waiver.reason())
                                .node());
    }
}
