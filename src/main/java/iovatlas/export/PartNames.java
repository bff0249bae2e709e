package iovatlas.export;

import iovatlas.topology.BusRange;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words for parts of a machine on a command line: an address or a name, `group 6`, the root
/// bus of a host bridge (`0000:00`).
public final class PartNames {
    private static final Pattern GROUP = Pattern.compile("group[ -]?(\\d{1,9})");
    private static final Pattern HOST_BRIDGE = Pattern.compile("([0-9a-f]{4,8}):([0-9a-f]{2})");

    private PartNames() {}

    /// The part that a word means.
    ///
    /// @throws ExportProblem when the machine has none of that name
    public static ElementId find(Topology topology, String word) {
        return lookup(topology, word)
                .orElseThrow(() ->
                        new ExportProblem(
                                "the machine has no part \""
                                        + word
                                        + "\"; give an address, a name, or \"group 6\""));
    }

    /// The part that a word means; empty when the machine has none of that name.
    public static Optional<ElementId> lookup(Topology topology, String word) {
        Matcher group = GROUP.matcher(word);
        if (group.matches()) {
            return Optional.of(new ElementId.OfGroup(Integer.parseInt(group.group(1))));
        }
        Matcher bridge = HOST_BRIDGE.matcher(word);
        if (bridge.matches()) {
            return Optional.of(
                    new ElementId.OfHostBridge(
                            Integer.parseUnsignedInt(bridge.group(1), 16),
                            Integer.parseInt(bridge.group(2), 16)));
        }
        return function(topology, word)
                .or(() -> hardware(topology, word))
                .or(() -> software(topology, word));
    }

    /// The word that means a part; empty for what has none.
    public static Optional<String> word(ElementId element) {
        return switch (element) {
            case ElementId.OfFunction(PciAddress at) -> Optional.of(at.toString());
            case ElementId.OfVector(PciAddress at, _) -> Optional.of(at.toString());
            case ElementId.OfHop(PciAddress at, _, _) -> Optional.of(at.toString());
            case ElementId.OfHostBridge(int segment, int bus) ->
                    Optional.of("%04x:%02x".formatted(segment, bus));
            case ElementId.OfGroup(int number) -> Optional.of("group-" + number);
            case ElementId.OfPlatformDevice(String name) -> Optional.of(name);
            case ElementId.OfMediatedDevice(String name) -> Optional.of(name);
            case ElementId.OfIommu(String name) -> Optional.of(name);
            case ElementId.OfMsiController(String name) -> Optional.of(name);
            case ElementId.OfOwner(String name) -> Optional.of(name);
            case ElementId.OfSpace(String name) -> Optional.of(name);
            case ElementId.OfDomain(String space, _) -> Optional.of(space);
            case ElementId.OfIova(String space, _) -> Optional.of(space);
            case ElementId.OfMemory(String owner, _) -> Optional.of(owner);
            case ElementId.OfStep _, ElementId.OfDocument _ -> Optional.empty();
        };
    }

    /// A part with everything below it: all functions behind a bridge or a host bridge, the virtual
    /// functions of a physical one. Anything else is alone.
    public static Set<ElementId> below(Topology topology, ElementId root) {
        Set<ElementId> parts = new LinkedHashSet<>(Set.of(root));
        switch (root) {
            case ElementId.OfFunction(PciAddress at) ->
                    topology.function(at).ifPresent(top -> addBelow(topology, top, parts));
            case ElementId.OfHostBridge(int segment, int bus) ->
                    topology.hostBridges().stream()
                            .filter(b -> b.segment() == segment && b.rootBus() == bus)
                            .forEach(b -> addBuses(topology, segment, b.buses(), parts));
            case ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfGroup _,
                    ElementId.OfPlatformDevice _,
                    ElementId.OfMediatedDevice _,
                    ElementId.OfIommu _,
                    ElementId.OfMsiController _,
                    ElementId.OfOwner _,
                    ElementId.OfSpace _,
                    ElementId.OfDomain _,
                    ElementId.OfIova _,
                    ElementId.OfMemory _,
                    ElementId.OfStep _,
                    ElementId.OfDocument _ -> {}
        }
        return Set.copyOf(parts);
    }

    private static void addBelow(Topology topology, PciFunction top, Set<ElementId> parts) {
        BusRange buses = top.buses();
        if (buses != null) {
            addBuses(topology, top.at().segment(), buses, parts);
        }
        topology.functions().stream()
                .filter(f -> f.virtual() != null && f.virtual().physical().equals(top.at()))
                .forEach(f -> parts.add(new ElementId.OfFunction(f.at())));
    }

    private static void addBuses(
            Topology topology, int segment, BusRange buses, Set<ElementId> parts) {
        topology.functions().stream()
                .filter(f -> f.at().segment() == segment && buses.contains(f.at().bus()))
                .forEach(f -> parts.add(new ElementId.OfFunction(f.at())));
    }

    private static Optional<ElementId> function(Topology topology, String word) {
        return topology.functionNamed(word)
                .or(() ->
                        PciAddress.isAddress(word)
                                ? topology.function(PciAddress.parse(word))
                                : Optional.empty())
                .map(f -> new ElementId.OfFunction(f.at()));
    }

    private static Optional<ElementId> hardware(Topology topology, String word) {
        return topology.iommu(word)
                .<ElementId>map(i -> new ElementId.OfIommu(i.name()))
                .or(() ->
                        topology.msiController(word)
                                .map(c -> new ElementId.OfMsiController(c.name())))
                .or(() ->
                        topology.platformDevices().stream()
                                .filter(d -> d.name().equals(word))
                                .findFirst()
                                .map(d -> new ElementId.OfPlatformDevice(d.name())))
                .or(() ->
                        topology.mediatedDevice(word)
                                .map(d -> new ElementId.OfMediatedDevice(d.name())));
    }

    private static Optional<ElementId> software(Topology topology, String word) {
        return topology.owner(word)
                .<ElementId>map(o -> new ElementId.OfOwner(o.name()))
                .or(() -> topology.space(word).map(s -> new ElementId.OfSpace(s.name())));
    }
}
