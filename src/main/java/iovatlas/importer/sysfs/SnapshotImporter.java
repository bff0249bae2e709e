package iovatlas.importer.sysfs;

import iovatlas.atlas.Atlas;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.pci.PortTypes;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.kernel.BootFacts;
import iovatlas.observation.Note;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.task.Progress;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes an atlas of a recorded machine.
public final class SnapshotImporter {

    /// What the capture script could not read.
    private static final String CAPTURE_REMARKS = "run/iovatlas-capture";

    private final Snapshot snapshot;
    private final Progress progress;
    private final Notes notes = new Notes();

    private SnapshotImporter(Snapshot snapshot, Progress progress) {
        this.snapshot = snapshot;
        this.progress = progress;
    }

    /// Reads a machine and lays later recordings of it over the first.
    ///
    /// @param tree the machine; its top folder holds `sys`
    /// @param later later recordings, oldest first
    public static Atlas read(FileTree tree, List<FileTree> later, Progress progress) {
        return new SnapshotImporter(new Snapshot(tree, later), progress).run();
    }

    private Atlas run() {
        progress.report("looking for functions", 0, 0);
        KernelLog log = KernelLog.parse(snapshot.log().orElse(""));
        AcpiTables tables = AcpiTables.read(snapshot.first(), notes);
        List<FunctionFolder> folders = FunctionFolders.find(snapshot, notes);
        List<FunctionReader.Result> results = functions(folders);
        List<PciFunction> functions = kinds(results);
        List<HostBridge> bridges =
                memoryMap()
                        .fill(
                                functions.isEmpty()
                                        ? firmwareBridges(tables)
                                        : new HostBridgeReader(log, tables.mcfg())
                                                .read(folders, functions, kernelOrder()));
        Machine machine =
                new Machine(
                        snapshot,
                        log,
                        ReleaseReader.read(snapshot.first(), log, notes),
                        ArchitectureSign.read(snapshot, log, tables, functions, notes),
                        folders,
                        functions,
                        bridges,
                        notes);
        progress.check();
        progress.report("reading firmware", 0, 0);
        FirmwareParts parts = firmware(machine, tables);
        BootFacts facts = new BootFactReader(machine, tables).read(parts.iommus);
        List<ObservedFunction> observed =
                results.stream().map(FunctionReader.Result::observed).toList();
        Topology topology = ForcedAcs.apply(topology(machine, parts), facts, observed, notes);
        Observation observation = observation(machine, observed);
        return new Atlas(
                title(facts, functions.size()),
                List.of(),
                topology,
                facts,
                observation,
                List.of(),
                null,
                List.of());
    }

    private List<FunctionReader.Result> functions(List<FunctionFolder> folders) {
        FunctionReader reader = new FunctionReader(notes);
        List<FunctionReader.Result> results = new ArrayList<>();
        for (FunctionFolder folder : folders) {
            progress.check();
            progress.report("reading functions", results.size(), folders.size());
            results.add(reader.read(folder));
        }
        return results;
    }

    private List<PciFunction> kinds(List<FunctionReader.Result> results) {
        List<PciAddress> corrected = new ArrayList<>();
        List<PciFunction> functions =
                PortTypes.corrected(KindGuess.apply(results, notes), corrected);
        corrected.forEach(
                at -> notes.count("switch port states the wrong type, corrected", at.toString()));
        return functions;
    }

    private List<String> kernelOrder() {
        return snapshot.first().text("proc/bus/pci/devices").orElse("").lines().toList();
    }

    private List<HostBridge> firmwareBridges(AcpiTables tables) {
        List<HostBridge> told =
                tables.present()
                        ? FirmwareBridges.ofAcpi(tables)
                        : deviceTree().map(FirmwareBridges::ofDeviceTree).orElse(List.of());
        return told.isEmpty() ? memoryMap().bridges() : told;
    }

    private MemoryMap memoryMap() {
        return MemoryMap.parse(snapshot.first().text(MemoryMap.FILE).orElse(""), notes);
    }

    private FirmwareParts firmware(Machine machine, AcpiTables tables) {
        FirmwareParts parts = new FirmwareParts();
        Optional<DeviceTree> deviceTree = tables.present() ? Optional.empty() : deviceTree();
        if (tables.present()) {
            tables.madt().ifPresent(madt -> MadtReader.read(machine, madt, parts));
            addApic(machine, parts);
            if (tables.madt().isEmpty()) {
                tables.iort()
                        .ifPresent(iort -> IortReader.addUnplacedTranslators(machine, iort, parts));
            }
            tables.iort()
                    .ifPresent(iort ->
                            new IortReader(machine, iort, parts).read(IortReader.itsNames(parts)));
            tables.dmar().ifPresent(dmar -> new DmarReader(machine, parts).read(dmar));
            tables.ivrs().ifPresent(ivrs -> new IvrsReader(machine, parts).read(ivrs));
            tables.viot().ifPresent(viot -> ViotReader.read(machine, viot, parts));
            parts.preserved.addAll(AcpiCode.preserved(machine));
            parts.externalFacing.addAll(AcpiCode.externalFacing(machine));
        } else {
            addApic(machine, parts);
            deviceTree.ifPresent(tree -> new DeviceTreeReader(machine, tree, parts).read());
        }
        parts.widenTranslators();
        new SysfsIommuReader(machine, parts).read();
        new LoggedIommuReader(machine, parts).read();
        parts.platformDevices.addAll(
                new PlatformDeviceReader(machine, parts, tables.iort(), deviceTree).read());
        return parts;
    }

    private Optional<DeviceTree> deviceTree() {
        List<Note> found = new ArrayList<>();
        Optional<DeviceTree> tree =
                snapshot.first()
                        .bytes("sys/firmware/fdt")
                        .flatMap(bytes -> DeviceTree.read(bytes, found));
        notes.addAll(found);
        return tree.or(() -> DeviceTreeFolder.read(snapshot.first()));
    }

    private static void addApic(Machine machine, FirmwareParts parts) {
        if (machine.isX86()) {
            parts.controllers.add(new MsiController.Apic("apic0"));
        }
    }

    private Topology topology(Machine machine, FirmwareParts parts) {
        List<HostBridge> bridges = machine.bridges().stream().map(parts::completed).toList();
        List<PciFunction> functions =
                machine.functions().stream()
                        .map(f -> f.withAliasDevfns(parts.aliases.getOrDefault(f.at(), List.of())))
                        .toList();
        return new Topology(
                bridges,
                ExternalPorts.mark(functions, machine.folders(), parts.externalFacing),
                parts.platformDevices,
                placed(machine, parts),
                parts.controllers,
                parts.idMaps,
                parts.reserved,
                CpuReader.read(machine.snapshot().first(), parts.cpus),
                List.of(),
                List.of());
    }

    /// Tables without a listing name functions that nothing else tells of.
    private List<Iommu> placed(Machine machine, FirmwareParts parts) {
        Set<PciAddress> there = new HashSet<>();
        machine.functions().forEach(function -> there.add(function.at()));
        List<Iommu> iommus = new ArrayList<>();
        for (Iommu iommu : parts.iommus) {
            boolean known = iommu.function() == null || there.contains(iommu.function());
            if (!known) {
                notes.information(
                        iommu.name(),
                        "this is the function "
                                + iommu.function()
                                + ", which is not among those that are told of");
            }
            iommus.add(
                    known ? iommu : new Iommu(iommu.name(), iommu.hardware(), iommu.base(), null));
        }
        return iommus;
    }

    private Observation observation(Machine machine, List<ObservedFunction> observed) {
        GroupReader.Groups groups = GroupReader.read(snapshot, machine.folders(), notes);
        String interrupts =
                snapshot.newestWith(Snapshot.INTERRUPTS).text(Snapshot.INTERRUPTS).orElse("");
        snapshot.first()
                .text(CAPTURE_REMARKS)
                .ifPresent(
                        remarks -> remarks.lines().forEach(line -> notes.warning("capture", line)));
        for (FileTree tree : all()) {
            tree.unreadable().forEach(path -> notes.count("could not be read", path));
        }
        List<ObservedInterrupt> lines = InterruptLines.parse(interrupts);
        Set<Integer> known = new HashSet<>();
        lines.forEach(line -> known.add(line.number()));
        observed.forEach(function -> known.addAll(function.interrupts()));
        IrqFolders irqs = new IrqFolders(snapshot);
        return new Observation(
                groups.groups(),
                groups.ungrouped(),
                observed,
                lines,
                irqs.irqs(known),
                irqs.domains(),
                machine.log().facts(),
                notes.list());
    }

    private List<FileTree> all() {
        List<FileTree> trees = new ArrayList<>(snapshot.later());
        trees.addFirst(snapshot.first());
        return trees;
    }

    private static String title(BootFacts facts, int functions) {
        return "%s, Linux %s, %d PCI %s"
                .formatted(
                        facts.architecture().value().spelling(),
                        facts.release().value(),
                        functions,
                        functions == 1 ? "function" : "functions");
    }
}
