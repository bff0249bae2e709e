package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;
import iovatlas.document.part.ItemForms;
import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The line of an element in the document, key by key: every property that it has or could have,
/// changed by what the reader accepts and refused in the reader's words.
public final class ElementLine {
    private final Atlas atlas;
    private final String section;
    private final List<String> items;
    private final int index;
    private final Node.Mapping mapping;

    private ElementLine(
            Atlas atlas, String section, List<String> items, int index, Node.Mapping mapping) {
        this.atlas = atlas;
        this.section = section;
        this.items = List.copyOf(items);
        this.index = index;
        this.mapping = mapping;
    }

    /// Where an element's line is found: a list, and the key that tells its items apart.
    private record Place(String section, String key, String value) {}

    /// The line of an element; empty for what has none, such as a group.
    public static Optional<ElementLine> of(Atlas atlas, ElementId element) {
        return place(atlas, element).flatMap(place -> find(atlas, place));
    }

    private static Optional<ElementLine> find(Atlas atlas, Place place) {
        List<String> items = new AtlasText(atlas, Set.of()).section(place.section()).lines(atlas);
        for (int i = 0; i < items.size(); i++) {
            if (read(items.get(i)) instanceof Node.Mapping mapping
                    && place.value().equals(value(mapping, place.key()))) {
                return Optional.of(new ElementLine(atlas, place.section(), items, i, mapping));
            }
        }
        return Optional.empty();
    }

    private static Optional<Place> place(Atlas atlas, ElementId element) {
        return Optional.ofNullable(
                switch (element) {
                    case ElementId.OfFunction(PciAddress at) ->
                            new Place("functions", "at", at.toString());
                    case ElementId.OfPlatformDevice(String name) ->
                            new Place("platform-devices", "name", name);
                    case ElementId.OfMediatedDevice(String name) ->
                            new Place("mediated-devices", "name", name);
                    case ElementId.OfIommu(String name) -> new Place("iommus", "name", name);
                    case ElementId.OfMsiController(String name) ->
                            new Place("msi-controllers", "name", name);
                    case ElementId.OfOwner(String name) ->
                            new Place(
                                    atlas.topology()
                                                    .owner(name)
                                                    .filter(ContainerOwner.Guest.class::isInstance)
                                                    .isPresent()
                                            ? "guests"
                                            : "processes",
                                    "name",
                                    name);
                    case ElementId.OfMemory(String _, String region) ->
                            new Place("memory", "name", region);
                    case ElementId.OfSpace(String name) ->
                            new Place(
                                    atlas.topology()
                                                    .space(name)
                                                    .filter(IovaSpace.Ioas.class::isInstance)
                                                    .isPresent()
                                            ? "ioases"
                                            : "containers",
                                    "name",
                                    name);
                    case ElementId.OfHostBridge(int segment, int _) ->
                            new Place("host-bridges", "segment", "%04x".formatted(segment));
                    case ElementId _ -> null;
                });
    }

    /// Every key that the line has or could have, in the order of writing.
    public List<Property> properties() {
        return ItemForms.keys(section, mapping).stream()
                .map(key -> new Property(key, value(mapping, key)))
                .toList();
    }

    static String value(Node.Mapping mapping, String key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Node.Entry::value)
                .map(value -> value instanceof Node.Scalar s ? s.text() : FlowText.of(value))
                .findFirst()
                .orElse("");
    }

    /// The document with another value of a key; an empty one leaves the key out.
    ///
    /// @throws IllegalArgumentException with the reader's sentence when the value cannot be meant
    public Atlas with(String key, String text) {
        List<Node.Entry> entries = new ArrayList<>();
        for (Node.Entry entry : mapping.entries()) {
            if (!entry.key().equals(key)) {
                entries.add(entry);
            }
        }
        if (!text.isBlank()) {
            entries.add(Node.Entry.of(key, typed(text.strip())));
        }
        List<String> changed = new ArrayList<>(items);
        changed.set(index, FlowText.of(Node.Mapping.of(entries)));
        StringBuilder out = new StringBuilder();
        for (AtlasText.Part part : new AtlasText(atlas, Set.of()).parts()) {
            boolean own = part.key().equals(section);
            out.append(DocumentWriter.text(own ? new AtlasText.Items(section, changed) : part));
        }
        try {
            return DocumentReader.read(out.toString()).atlas();
        } catch (DocumentError e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    /// Lists and mappings are typed as the document has them; everything else is a word.
    static Node typed(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            return read(text);
        }
        return text.matches("[0-9a-zA-Z_.|-]+") ? Node.Scalar.word(text) : Node.Scalar.text(text);
    }

    private static Node read(String text) {
        try {
            return new NodeReader(Limits.STANDARD).read(text);
        } catch (NodeError e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }
}
