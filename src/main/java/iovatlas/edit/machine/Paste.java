package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.pci.AddFunctions;
import iovatlas.edit.pci.Seat;
import iovatlas.edit.pci.UniqueNames;
import iovatlas.scenario.ScenarioStep;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts parts of another machine, or of this one, into the machine, and steps. Names that are taken
/// get the next free number, and the steps follow; memory windows are left for the kernel to assign.
///
/// @param parts as [Excerpt] gives them
/// @param on where functions go; the document for "wherever they fit"
/// @param steps what they name of the parts, they name as the parts do; may be none
/// @param number which step the first of them becomes, 1 for the first
public record Paste(Topology parts, ElementId on, List<ScenarioStep> steps, int number)
        implements Attempt {

    public Paste {
        steps = List.copyOf(steps);
    }

    /// Parts alone.
    public Paste(Topology parts, ElementId on) {
        this(parts, on, List.of(), 1);
    }

    @Override
    public String description() {
        return "Paste";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (parts.equals(Topology.EMPTY)) {
            throw new IllegalArgumentException("There is nothing to paste.");
        }
        CopyNames names = new CopyNames();
        Atlas next = functions(atlas, names);
        Map<String, String> targets = new HashMap<>();
        Set<String> iommus = names(next.topology().iommus().stream().map(Iommu::name).toList());
        for (Iommu iommu : parts.iommus()) {
            String name = UniqueNames.free(iommu.name(), iommus);
            targets.put(iommu.name(), name);
            next =
                    new PutIommu(null, new Iommu(name, iommu.hardware(), iommu.base(), null))
                            .apply(next);
        }
        Set<String> taken =
                names(next.topology().msiControllers().stream().map(MsiController::name).toList());
        for (MsiController controller : parts.msiControllers()) {
            String name = UniqueNames.free(controller.name(), taken);
            targets.put(controller.name(), name);
            next = new PutController(null, RenameElement.named(controller, name)).apply(next);
        }
        for (IdMap map : parts.idMaps()) {
            String target = targets.getOrDefault(map.target(), map.target());
            next =
                    new PutIdMap(
                                    -1,
                                    new IdMap(
                                            map.role(),
                                            map.segment(),
                                            map.first(),
                                            map.last(),
                                            target,
                                            map.output()))
                            .apply(next);
        }
        next = owners(platformDevices(next, targets), names);
        return steps.isEmpty()
                ? next
                : new InsertSteps("Paste", number, names.follow(steps)).attempt(next);
    }

    /// Device by device, since each finds a place of its own.
    private Atlas functions(Atlas atlas, CopyNames names) {
        Atlas next = atlas;
        List<PciFunction> bare =
                parts.functions().stream().map(f -> f.withBars(List.of())).toList();
        for (List<PciFunction> device : AddFunctions.devices(bare)) {
            AddFunctions add = new AddFunctions("pasted", device, Seat.on(on));
            if (!steps.isEmpty()) {
                names.place(add.addresses(next));
            }
            next = add.apply(next);
        }
        return next;
    }

    private Atlas platformDevices(Atlas atlas, Map<String, String> targets) {
        Set<String> taken =
                names(
                        atlas.topology().platformDevices().stream()
                                .map(PlatformDevice::name)
                                .toList());
        Atlas next = atlas;
        for (PlatformDevice d : parts.platformDevices()) {
            String iommu = d.iommu();
            String controller = d.msiController();
            PlatformDevice copy =
                    new PlatformDevice(
                            UniqueNames.free(d.name(), taken),
                            d.bus(),
                            iommu == null ? null : targets.getOrDefault(iommu, iommu),
                            d.streamIds(),
                            controller == null
                                    ? null
                                    : targets.getOrDefault(controller, controller),
                            d.driver());
            next = new PutPlatformDevice(null, copy).apply(next);
        }
        return next;
    }

    private Atlas owners(Atlas atlas, CopyNames names) {
        Topology topology = atlas.topology();
        Set<String> owners = names(topology.owners().stream().map(ContainerOwner::name).toList());
        Set<String> regions =
                topology.owners().stream()
                        .flatMap(owner -> owner.memory().stream())
                        .map(MemoryRegion::name)
                        .collect(Collectors.toCollection(HashSet::new));
        Set<String> spaces = names(topology.spaces().stream().map(IovaSpace::name).toList());
        Map<String, String> renamed = new HashMap<>();
        Atlas next = atlas;
        for (ContainerOwner owner : parts.owners()) {
            String name = UniqueNames.free(owner.name(), owners);
            renamed.put(owner.name(), name);
            ContainerOwner copy = copy(owner, name, regions);
            names.call(owner, copy);
            next = new PutOwner(null, copy).apply(next);
        }
        for (IovaSpace space : parts.spaces()) {
            String name = UniqueNames.free(space.name(), spaces);
            String owner = space.owner() == null ? null : renamed.get(space.owner());
            IovaSpace copy =
                    switch (space) {
                        case IovaSpace.Container c ->
                                new IovaSpace.Container(name, owner, c.version2());
                        case IovaSpace.Ioas i -> new IovaSpace.Ioas(name, owner, i.context());
                    };
            names.call(space.name(), name);
            next = new PutSpace(null, copy).apply(next);
        }
        return next;
    }

    private static ContainerOwner copy(ContainerOwner owner, String name, Set<String> taken) {
        List<MemoryRegion> memory = new ArrayList<>();
        for (MemoryRegion region : owner.memory()) {
            String wished = region.name().replace(owner.name(), name);
            memory.add(
                    new MemoryRegion(
                            UniqueNames.free(wished, taken), region.range(), region.kind()));
        }
        return switch (owner) {
            case ContainerOwner.Guest g ->
                    new ContainerOwner.Guest(
                            name, g.architecture(), g.kvm(), memory, g.vcpus(), g.interrupts());
            case ContainerOwner.UserProcess _ -> new ContainerOwner.UserProcess(name, memory);
        };
    }

    private static Set<String> names(List<String> names) {
        return new HashSet<>(names);
    }
}
