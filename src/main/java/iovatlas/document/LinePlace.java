package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.yaml.Node;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where an element's line is found: a list, and the keys that tell its items apart.
///
/// @param section the list
/// @param marks values by their keys, that no other item of the list has together
record LinePlace(String section, Map<String, String> marks) {
    /// What stands in a line as it is, without escapes.
    private static final Pattern PLAIN = Pattern.compile("[0-9a-zA-Z_.:-]+");

    /// The place of an element's line; empty for what has none.
    static Optional<LinePlace> of(Atlas atlas, ElementId element) {
        return Optional.ofNullable(find(atlas, element));
    }

    private static @Nullable LinePlace find(Atlas atlas, ElementId element) {
        return switch (element) {
            case ElementId.OfFunction(PciAddress at) -> place("functions", "at", at.toString());
            case ElementId.OfPlatformDevice(String name) -> named("platform-devices", name);
            case ElementId.OfMediatedDevice(String name) -> named("mediated-devices", name);
            case ElementId.OfIommu(String name) -> named("iommus", name);
            case ElementId.OfMsiController(String name) -> named("msi-controllers", name);
            case ElementId.OfOwner(String name) ->
                    named(
                            atlas.topology()
                                            .owner(name)
                                            .filter(ContainerOwner.Guest.class::isInstance)
                                            .isPresent()
                                    ? "guests"
                                    : "processes",
                            name);
            case ElementId.OfMemory(String owner, String region) ->
                    new LinePlace("memory", Map.of("owner", owner, "name", region));
            case ElementId.OfSpace(String name) ->
                    named(
                            atlas.topology()
                                            .space(name)
                                            .filter(IovaSpace.Ioas.class::isInstance)
                                            .isPresent()
                                    ? "ioases"
                                    : "containers",
                            name);
            case ElementId.OfHostBridge(int segment, int bus) -> bridge(atlas, segment, bus);
            case ElementId _ -> null;
        };
    }

    private static @Nullable LinePlace bridge(Atlas atlas, int segment, int bus) {
        return atlas.topology().hostBridges().stream()
                .filter(bridge -> bridge.segment() == segment && bridge.rootBus() == bus)
                .findFirst()
                .map(bridge ->
                        new LinePlace(
                                "host-bridges",
                                Map.of(
                                        "segment",
                                        "%04x".formatted(segment),
                                        "buses",
                                        bridge.buses().toString())))
                .orElse(null);
    }

    private static LinePlace named(String section, String name) {
        return place(section, "name", name);
    }

    private static LinePlace place(String section, String key, String value) {
        return new LinePlace(section, Map.of(key, value));
    }

    /// What stands in the line as it is: only a line that has all of it is worth reading.
    List<String> plain() {
        return marks.values().stream().filter(mark -> PLAIN.matcher(mark).matches()).toList();
    }

    /// Whether a line is the element's.
    boolean is(Node.Mapping line) {
        return marks.entrySet().stream()
                .allMatch(mark -> mark.getValue().equals(ElementLine.value(line, mark.getKey())));
    }
}
