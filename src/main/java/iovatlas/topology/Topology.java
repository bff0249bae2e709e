package iovatlas.topology;

import java.util.List;
import java.util.Optional;

/// One machine as drawn: every part, in the order in which the document lists it.
///
/// Functions keep the order of the document; the order in which Linux registers them is computed.
public record Topology(
        List<HostBridge> hostBridges,
        List<PciFunction> functions,
        List<PlatformDevice> platformDevices,
        List<Iommu> iommus,
        List<MsiController> msiControllers,
        List<IdMap> idMaps,
        List<ReservedMemory> reservedMemory,
        List<Cpu> cpus,
        List<ContainerOwner> owners,
        List<IovaSpace> spaces,
        List<MediatedDevice> mediatedDevices) {

    /// Nothing at all.
    public static final Topology EMPTY =
            new Topology(
                    List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    List.of(), List.of(), List.of());

    public Topology {
        hostBridges = List.copyOf(hostBridges);
        functions = FunctionList.of(functions);
        platformDevices = List.copyOf(platformDevices);
        iommus = List.copyOf(iommus);
        msiControllers = List.copyOf(msiControllers);
        idMaps = List.copyOf(idMaps);
        reservedMemory = List.copyOf(reservedMemory);
        cpus = List.copyOf(cpus);
        owners = List.copyOf(owners);
        spaces = List.copyOf(spaces);
        mediatedDevices = List.copyOf(mediatedDevices);
    }

    /// A machine without mediated devices.
    public Topology(
            List<HostBridge> hostBridges,
            List<PciFunction> functions,
            List<PlatformDevice> platformDevices,
            List<Iommu> iommus,
            List<MsiController> msiControllers,
            List<IdMap> idMaps,
            List<ReservedMemory> reservedMemory,
            List<Cpu> cpus,
            List<ContainerOwner> owners,
            List<IovaSpace> spaces) {
        this(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                spaces,
                List.of());
    }

    public Optional<MediatedDevice> mediatedDevice(String name) {
        return mediatedDevices.stream().filter(d -> d.name().equals(name)).findFirst();
    }

    public Optional<PciFunction> function(PciAddress at) {
        return Optional.ofNullable(FunctionList.of(functions).at(at));
    }

    public Optional<PciFunction> functionNamed(String name) {
        return Optional.ofNullable(FunctionList.of(functions).named(name));
    }

    public Optional<Iommu> iommu(String name) {
        return iommus.stream().filter(i -> i.name().equals(name)).findFirst();
    }

    public Optional<MsiController> msiController(String name) {
        return msiControllers.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    public Optional<ContainerOwner> owner(String name) {
        return owners.stream().filter(o -> o.name().equals(name)).findFirst();
    }

    public Optional<IovaSpace> space(String name) {
        return spaces.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /// The owner's region of that name, of any owner.
    public Optional<MemoryRegion> memory(String region) {
        return owners.stream()
                .flatMap(o -> o.memory().stream())
                .filter(r -> r.name().equals(region))
                .findFirst();
    }

    public Topology withFunctions(List<PciFunction> value) {
        return new Topology(
                hostBridges,
                value,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withOwners(List<ContainerOwner> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                value,
                spaces,
                mediatedDevices);
    }

    public Topology withSpaces(List<IovaSpace> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                value,
                mediatedDevices);
    }

    public Topology withIommus(List<Iommu> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                value,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withHostBridges(List<HostBridge> value) {
        return new Topology(
                value,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withPlatformDevices(List<PlatformDevice> value) {
        return new Topology(
                hostBridges,
                functions,
                value,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withMsiControllers(List<MsiController> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                value,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withIdMaps(List<IdMap> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                value,
                reservedMemory,
                cpus,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withReservedMemory(List<ReservedMemory> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                value,
                cpus,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withCpus(List<Cpu> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                value,
                owners,
                spaces,
                mediatedDevices);
    }

    public Topology withMediatedDevices(List<MediatedDevice> value) {
        return new Topology(
                hostBridges,
                functions,
                platformDevices,
                iommus,
                msiControllers,
                idMaps,
                reservedMemory,
                cpus,
                owners,
                spaces,
                value);
    }
}
