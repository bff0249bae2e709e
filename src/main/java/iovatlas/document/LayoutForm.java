package iovatlas.document;

import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.document.form.Fields;
import iovatlas.document.form.Form;
import iovatlas.document.form.Key;
import iovatlas.document.form.Spelling;
import iovatlas.document.form.Spellings;
import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Node;
import iovatlas.topology.BusRange;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How the layout file spells elements and places: `{function: "0000:01:00.0", x: 120, y: 40}`.
final class LayoutForm {
    private static final Key<Integer> FORMAT = Key.of("format", Spellings.number(1, 1));

    /// The keys that name an element, one for each kind that has a box of its own.
    private static final List<Key<String>> ELEMENTS =
            Stream.of(
                            "host-bridge",
                            "function",
                            "platform-device",
                            "mediated-device",
                            "iommu",
                            "msi-controller",
                            "group",
                            "owner",
                            "space")
                    .map(name -> Key.of(name, Spellings.TEXT))
                    .toList();

    private static final Key<Double> X = Key.of("x", coordinate());
    private static final Key<Double> Y = Key.of("y", coordinate());
    private static final Form SPOT =
            new Form("a spot", Stream.<Key<?>>concat(ELEMENTS.stream(), Stream.of(X, Y)).toList());
    private static final Key<List<Placed>> SPOTS =
            Key.of(
                    "spots",
                    Spelling.<Placed>of(
                                    node -> SPOT.read(node, LayoutForm::placed),
                                    placed -> node(placed.id(), placed.spot()))
                            .list());
    private static final Form ROOT = Form.of("the layout", FORMAT, SPOTS);

    private LayoutForm() {}

    private record Placed(ElementId id, Spot spot) {}

    /// An element as key and value.
    private record Name(String key, String value) {
        static Optional<Name> of(String key, String value) {
            return Optional.of(new Name(key, value));
        }
    }

    static Layout read(Node.Mapping root) {
        return ROOT.read(
                root,
                in -> {
                    in.need(FORMAT);
                    Map<ElementId, Spot> spots = new HashMap<>();
                    in.get(SPOTS, List.of())
                            .forEach(placed -> spots.put(placed.id(), placed.spot()));
                    return new Layout(spots);
                });
    }

    static String line(ElementId id, Spot spot) {
        return FlowText.of(node(id, spot));
    }

    private static Node node(ElementId id, Spot spot) {
        Name name = name(id).orElseThrow();
        var out = SPOT.fill().put(X, spot.x()).put(Y, spot.y());
        ELEMENTS.stream()
                .filter(key -> key.name().equals(name.key()))
                .forEach(key -> out.put(key, name.value()));
        return out.node();
    }

    private static Optional<Name> name(ElementId id) {
        return switch (id) {
            case ElementId.OfHostBridge bridge ->
                    Name.of(
                            "host-bridge",
                            "%04x:%02x".formatted(bridge.segment(), bridge.rootBus()));
            case ElementId.OfFunction function -> Name.of("function", function.at().toString());
            case ElementId.OfPlatformDevice device -> Name.of("platform-device", device.name());
            case ElementId.OfMediatedDevice device -> Name.of("mediated-device", device.name());
            case ElementId.OfIommu iommu -> Name.of("iommu", iommu.name());
            case ElementId.OfMsiController controller ->
                    Name.of("msi-controller", controller.name());
            case ElementId.OfGroup group -> Name.of("group", String.valueOf(group.number()));
            case ElementId.OfOwner owner -> Name.of("owner", owner.name());
            case ElementId.OfSpace space -> Name.of("space", space.name());
            case ElementId.OfMemory _,
                    ElementId.OfDomain _,
                    ElementId.OfIova _,
                    ElementId.OfStep _,
                    ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfDocument _ ->
                    Optional.empty();
        };
    }

    private static Placed placed(Fields in) {
        List<Key<String>> given = ELEMENTS.stream().filter(in::has).toList();
        if (given.size() != 1) {
            throw new IllegalArgumentException("a spot is the place of exactly one element");
        }
        Key<String> key = given.getFirst();
        return new Placed(element(key.name(), in.need(key)), new Spot(in.need(X), in.need(Y)));
    }

    private static ElementId element(String key, String value) {
        return switch (key) {
            case "host-bridge" -> hostBridge(value);
            case "function" -> new ElementId.OfFunction(PciAddress.parse(value));
            case "platform-device" -> new ElementId.OfPlatformDevice(value);
            case "mediated-device" -> new ElementId.OfMediatedDevice(value);
            case "iommu" -> new ElementId.OfIommu(value);
            case "msi-controller" -> new ElementId.OfMsiController(value);
            case "group" -> new ElementId.OfGroup(Integer.parseInt(value));
            case "owner" -> new ElementId.OfOwner(value);
            case "space" -> new ElementId.OfSpace(value);
            default -> throw new IllegalArgumentException("no element is named by " + key);
        };
    }

    private static ElementId hostBridge(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2 || !parts[0].matches("[0-9a-f]{4,7}")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a host bridge such as 0000:00");
        }
        return new ElementId.OfHostBridge(
                Integer.parseInt(parts[0], 16), BusRange.parse(parts[1]).first());
    }

    private static Spelling<Double> coordinate() {
        return Spelling.ofWord(
                "a number",
                LayoutForm::coordinate,
                value -> BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }

    private static double coordinate(String text) {
        if (!text.matches("-?\\d{1,9}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException("\"" + text + "\" is not a number such as 12.5");
        }
        return Double.parseDouble(text);
    }
}
