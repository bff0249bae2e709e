package iovatlas.importer.report;

import iovatlas.atlas.Atlas;
import iovatlas.importer.pci.PortTypes;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Adds by hand what a recording of a machine lacks.
final class ByHand {

    private ByHand() {}

    /// An ACS capability with the bits that ports usually have.
    static UnaryOperator<Atlas> acs(String... functions) {
        return change(
                f -> f.withCapabilities(f.capabilities().withAcs(AcsCapability.of(0x1f))),
                functions);
    }

    /// The same on every function without one that fits.
    static UnaryOperator<Atlas> acsWhere(Predicate<PciFunction> fits) {
        return atlas ->
                acs(atlas.topology().functions().stream()
                                .filter(f -> f.capabilities().acs() == null)
                                .filter(fits)
                                .map(f -> f.at().toString())
                                .toArray(String[]::new))
                        .apply(atlas);
    }

    static UnaryOperator<Atlas> kind(FunctionKind kind, String... functions) {
        return change(f -> PortTypes.withKind(f, kind), functions);
    }

    /// The buses below a bridge.
    static UnaryOperator<Atlas> buses(String bridge, int first, int last) {
        return change(f -> f.withBuses(new BusRange(first, last)), bridge);
    }

    static UnaryOperator<Atlas> release(KernelRelease release) {
        return atlas -> atlas.withBoot(atlas.boot().withRelease(Fact.given(release)));
    }

    static UnaryOperator<Atlas> probeOrder(String... functions) {
        return atlas ->
                atlas.withBoot(
                        atlas.boot().withProbeOrder(Fact.given(List.copyOf(addresses(functions)))));
    }

    /// Functions that no firmware table describes to an IOMMU.
    static UnaryOperator<Atlas> uncovered(String... functions) {
        return atlas -> {
            List<IdMap> maps = atlas.topology().idMaps();
            for (PciAddress at : addresses(functions)) {
                maps = maps.stream().flatMap(map -> without(map, at).stream()).toList();
            }
            return atlas.withTopology(withMaps(atlas.topology(), maps));
        };
    }

    /// An IOMMU that serves these functions and no others.
    static UnaryOperator<Atlas> served(String... functions) {
        return atlas -> {
            Iommu iommu =
                    new Iommu(
                            "given",
                            new IommuHardware.Vtd(new Register64(0), new Register64(0)),
                            null,
                            null);
            List<IdMap> maps =
                    addresses(functions).stream()
                            .map(at ->
                                    new IdMap(
                                            IdMap.Role.IOMMU,
                                            at.segment(),
                                            at.requesterId(),
                                            at.requesterId(),
                                            iommu.name(),
                                            at.requesterId().bits()))
                            .toList();
            return atlas.withTopology(withMaps(atlas.topology().withIommus(List.of(iommu)), maps));
        };
    }

    @SafeVarargs
    static UnaryOperator<Atlas> all(UnaryOperator<Atlas>... changes) {
        return atlas -> {
            Atlas changed = atlas;
            for (UnaryOperator<Atlas> change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        };
    }

    private static UnaryOperator<Atlas> change(
            UnaryOperator<PciFunction> change, String... functions) {
        Set<PciAddress> meant = addresses(functions).stream().collect(Collectors.toSet());
        return atlas -> {
            List<PciAddress> there =
                    atlas.topology().functions().stream().map(PciFunction::at).toList();
            meant.stream()
                    .filter(at -> !there.contains(at))
                    .findFirst()
                    .ifPresent(at -> {
                        throw new IllegalArgumentException("the machine has no " + at);
                    });
            return atlas.withTopology(
                    atlas.topology()
                            .withFunctions(
                                    atlas.topology().functions().stream()
                                            .map(f -> meant.contains(f.at()) ? change.apply(f) : f)
                                            .toList()));
        };
    }

    private static List<PciAddress> addresses(String... functions) {
        return Arrays.stream(functions)
                .flatMap(words -> Arrays.stream(words.split(" ", -1)))
                .map(PciAddress::parse)
                .toList();
    }

    private static List<IdMap> without(IdMap map, PciAddress at) {
        if (!map.contains(at.segment(), at.requesterId())) {
            return List.of(map);
        }
        int id = at.requesterId().bits();
        List<IdMap> rest = new ArrayList<>();
        if (map.first().bits() < id) {
            rest.add(part(map, map.first().bits(), id - 1));
        }
        if (id < map.last().bits()) {
            rest.add(part(map, id + 1, map.last().bits()));
        }
        return rest;
    }

    private static IdMap part(IdMap map, int first, int last) {
        return new IdMap(
                map.role(),
                map.segment(),
                new RequesterId(first),
                new RequesterId(last),
                map.target(),
                map.map(new RequesterId(first)));
    }

    private static Topology withMaps(Topology t, List<IdMap> maps) {
        return new Topology(
                t.hostBridges(),
                t.functions(),
                t.platformDevices(),
                t.iommus(),
                t.msiControllers(),
                maps,
                t.reservedMemory(),
                t.cpus(),
                t.owners(),
                t.spaces());
    }
}
