package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.Edit;
import iovatlas.edit.RenameFunction;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.Iommu;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.MemoryRegion;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Optional;

/// Gives anything that has a name another one; what names it follows.
///
/// @param element what
/// @param name the new name
public record RenameElement(ElementId element, String name) implements Attempt {

    @Override
    public String description() {
        return "Rename to " + name;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        return edit(atlas.topology())
                .orElseThrow(() -> new IllegalArgumentException("This has no name of its own."))
                .apply(atlas);
    }

    /// The element under its new name.
    public ElementId renamed() {
        return switch (element) {
            case ElementId.OfPlatformDevice _ -> new ElementId.OfPlatformDevice(name);
            case ElementId.OfMediatedDevice _ -> new ElementId.OfMediatedDevice(name);
            case ElementId.OfIommu _ -> new ElementId.OfIommu(name);
            case ElementId.OfMsiController _ -> new ElementId.OfMsiController(name);
            case ElementId.OfOwner _ -> new ElementId.OfOwner(name);
            case ElementId.OfMemory(String owner, String _) -> new ElementId.OfMemory(owner, name);
            case ElementId.OfSpace _ -> new ElementId.OfSpace(name);
            case ElementId other -> other;
        };
    }

    private Optional<Edit> edit(Topology topology) {
        return switch (element) {
            case ElementId.OfFunction(PciAddress at) -> Optional.of(new RenameFunction(at, name));
            case ElementId.OfPlatformDevice(String old) ->
                    topology.platformDevices().stream()
                            .filter(d -> d.name().equals(old))
                            .findFirst()
                            .map(d -> new PutPlatformDevice(old, renamed(d)));
            case ElementId.OfMediatedDevice(String old) ->
                    topology.mediatedDevice(old)
                            .map(d ->
                                    new PutMediatedDevice(
                                            old, new MediatedDevice(name, d.parent(), d.type())));
            case ElementId.OfIommu(String old) ->
                    topology.iommu(old)
                            .map(i ->
                                    new PutIommu(
                                            old,
                                            new Iommu(name, i.hardware(), i.base(), i.function())));
            case ElementId.OfMsiController(String old) ->
                    topology.msiController(old).map(c -> new PutController(old, named(c, name)));
            case ElementId.OfOwner(String old) ->
                    topology.owner(old).map(o -> new PutOwner(old, renamed(o, o.memory())));
            case ElementId.OfMemory(String owner, String region) ->
                    topology.owner(owner).map(o -> new PutOwner(owner, renamed(o, region)));
            case ElementId.OfSpace(String old) ->
                    topology.space(old).map(s -> new PutSpace(old, renamed(s)));
            case ElementId _ -> Optional.empty();
        };
    }

    private PlatformDevice renamed(PlatformDevice d) {
        return new PlatformDevice(
                name, d.bus(), d.iommu(), d.streamIds(), d.msiController(), d.driver());
    }

    static MsiController named(MsiController controller, String name) {
        return switch (controller) {
            case MsiController.Its i ->
                    new MsiController.Its(
                            name, i.base(), i.id(), i.deviceIdBits(), i.eventIdBits(), i.preIts());
            case MsiController.GicV2m v ->
                    new MsiController.GicV2m(name, v.base(), v.firstSpi(), v.spis());
            case MsiController.Mbi m ->
                    new MsiController.Mbi(name, m.base(), m.firstSpi(), m.spis());
            case MsiController.Apic _ -> new MsiController.Apic(name);
        };
    }

    private ContainerOwner renamed(ContainerOwner owner, List<MemoryRegion> memory) {
        return withMemory(owner, name, memory);
    }

    private ContainerOwner renamed(ContainerOwner owner, String region) {
        List<MemoryRegion> memory =
                owner.memory().stream()
                        .map(r ->
                                r.name().equals(region)
                                        ? new MemoryRegion(name, r.range(), r.kind())
                                        : r)
                        .toList();
        return withMemory(owner, owner.name(), memory);
    }

    private static ContainerOwner withMemory(
            ContainerOwner owner, String name, List<MemoryRegion> memory) {
        return switch (owner) {
            case ContainerOwner.Guest g ->
                    new ContainerOwner.Guest(
                            name, g.architecture(), g.kvm(), memory, g.vcpus(), g.interrupts());
            case ContainerOwner.UserProcess _ -> new ContainerOwner.UserProcess(name, memory);
        };
    }

    private IovaSpace renamed(IovaSpace space) {
        return switch (space) {
            case IovaSpace.Container c -> new IovaSpace.Container(name, c.owner(), c.version2());
            case IovaSpace.Ioas i -> new IovaSpace.Ioas(name, i.owner(), i.context());
        };
    }
}
