package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.pci.CutFunctions;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What goes when elements go, sorted by what it is.
final class Gone {
    final Set<PciAddress> functions = new LinkedHashSet<>();
    final Set<ElementId.OfHostBridge> hosts = new HashSet<>();
    final Set<String> platformDevices = new HashSet<>();
    final Set<String> mediated = new HashSet<>();
    final Set<String> iommus = new HashSet<>();
    final Set<String> controllers = new HashSet<>();
    final Set<String> owners = new HashSet<>();
    final Set<String> regions = new HashSet<>();
    final Set<String> spaces = new HashSet<>();

    /// 0-based, highest first.
    final Set<Integer> steps = new TreeSet<>((a, b) -> Integer.compare(b, a));

    /// @throws IllegalArgumentException for what is computed, and for what is not there
    static Gone with(Atlas atlas, List<ElementId> elements) {
        Gone gone = new Gone();
        elements.forEach(element -> gone.add(atlas, element));
        Topology topology = atlas.topology();
        List<PciAddress> all = CutFunctions.all(topology, gone.functions);
        gone.functions.addAll(all);
        for (MediatedDevice device : topology.mediatedDevices()) {
            if (gone.functions.contains(device.parent())) {
                gone.mediated.add(device.name());
            }
        }
        for (IovaSpace space : topology.spaces()) {
            if (space.owner() != null && gone.owners.contains(space.owner())) {
                gone.spaces.add(space.name());
            }
        }
        for (ContainerOwner owner : topology.owners()) {
            if (gone.owners.contains(owner.name())) {
                owner.memory().forEach(region -> gone.regions.add(region.name()));
            }
        }
        return gone;
    }

    private void add(Atlas atlas, ElementId element) {
        Topology topology = atlas.topology();
        switch (element) {
            case ElementId.OfFunction(PciAddress at) -> {
                require(topology.function(at).isPresent(), "function " + at);
                functions.add(at);
            }
            case ElementId.OfHostBridge host -> addHost(topology, host);
            case ElementId.OfPlatformDevice(String name) -> {
                require(
                        topology.platformDevices().stream().anyMatch(d -> d.name().equals(name)),
                        "device " + name);
                platformDevices.add(name);
            }
            case ElementId.OfMediatedDevice(String name) -> {
                require(topology.mediatedDevice(name).isPresent(), "mediated device " + name);
                mediated.add(name);
            }
            case ElementId.OfIommu(String name) -> {
                require(topology.iommu(name).isPresent(), "IOMMU " + name);
                iommus.add(name);
            }
            case ElementId.OfMsiController(String name) -> {
                require(topology.msiController(name).isPresent(), "MSI controller " + name);
                controllers.add(name);
            }
            case ElementId.OfOwner(String name) -> {
                require(topology.owner(name).isPresent(), "guest or process " + name);
                owners.add(name);
            }
            case ElementId.OfMemory(String _, String region) -> {
                require(topology.memory(region).isPresent(), "memory region " + region);
                regions.add(region);
            }
            case ElementId.OfSpace(String name) -> {
                require(topology.space(name).isPresent(), "container or IOAS " + name);
                spaces.add(name);
            }
            case ElementId.OfStep(int number) -> {
                require(number >= 1 && number <= atlas.steps().size(), "step " + number);
                steps.add(number - 1);
            }
            case ElementId.OfGroup _,
                    ElementId.OfDomain _,
                    ElementId.OfIova _,
                    ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfDocument _ ->
                    throw new IllegalArgumentException(
                            "Groups, domains and messages follow from the machine; remove what"
                                    + " makes them.");
        }
    }

    private void addHost(Topology topology, ElementId.OfHostBridge host) {
        HostBridge bridge =
                topology.hostBridges().stream()
                        .filter(b -> b.segment() == host.segment() && b.rootBus() == host.rootBus())
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("There is no such host bridge."));
        hosts.add(host);
        topology.functions().stream()
                .map(PciFunction::at)
                .filter(at -> at.segment() == bridge.segment() && bridge.buses().contains(at.bus()))
                .forEach(functions::add);
    }

    private static void require(boolean there, String what) {
        if (!there) {
            throw new IllegalArgumentException("There is no " + what + ".");
        }
    }
}
