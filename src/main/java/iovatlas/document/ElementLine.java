package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;
import iovatlas.document.part.ItemForms;
import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Limits;
import iovatlas.document.yaml.Node;
import iovatlas.document.yaml.NodeError;
import iovatlas.document.yaml.NodeReader;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The line of an element in the document, key by key: every property that it has or could have,
/// changed by what the reader accepts and refused in the reader's words.
public final class ElementLine {
    /// A key to read a value behind: only a mapping can stand alone.
    private static final String VALUE = "value";

    private final Atlas atlas;
    private final ElementId element;
    private final String section;
    private final Node.Mapping mapping;

    private ElementLine(Atlas atlas, ElementId element, String section, Node.Mapping mapping) {
        this.atlas = atlas;
        this.element = element;
        this.section = section;
        this.mapping = mapping;
    }

    /// The line of an element; empty for what has none, such as a group.
    public static Optional<ElementLine> of(Atlas atlas, ElementId element) {
        return LinePlace.of(atlas, element).flatMap(place -> find(atlas, element, place));
    }

    private static Optional<ElementLine> find(Atlas atlas, ElementId element, LinePlace place) {
        List<String> plain = place.plain();
        return new AtlasText(atlas, listed(List.of(element)))
                .section(place.section()).lines(atlas).stream()
                        .filter(line -> plain.stream().allMatch(line::contains))
                        .map(ElementLine::read)
                        .filter(Node.Mapping.class::isInstance)
                        .map(Node.Mapping.class::cast)
                        .filter(place::is)
                        .findFirst()
                        .map(line -> new ElementLine(atlas, element, place.section(), line));
    }

    /// Virtual functions among the elements get a line of their own.
    static Set<PciAddress> listed(List<ElementId> elements) {
        return elements.stream()
                .filter(ElementId.OfFunction.class::isInstance)
                .map(id -> ((ElementId.OfFunction) id).at())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The list that the line is in.
    public String section() {
        return section;
    }

    /// What kind of item it is where the list knows several, empty otherwise.
    public String kind() {
        return value(mapping, "kind");
    }

    /// The value of a key, or of one in a mapping told by its path (`acs.cap`); empty when it is
    /// left out.
    public String value(String path) {
        return NestedKeys.value(mapping, path);
    }

    /// The keys of the mapping at a path; none where there is no mapping.
    public Set<String> keys(String path) {
        return NestedKeys.keys(mapping, path);
    }

    /// Every key that the line has or could have, in the order of writing.
    public List<Property> properties() {
        return ItemForms.keys(section, mapping).stream()
                .map(key -> new Property(key, value(mapping, key)))
                .toList();
    }

    static String value(Node.Mapping mapping, String key) {
        return NestedKeys.value(mapping, key);
    }

    /// The document with another value of a key or path; an empty one leaves the key out.
    ///
    /// @throws IllegalArgumentException with the reader's sentence when the value cannot be meant
    public Atlas with(String key, String text) {
        return new LineChange(List.of(element), key, text).apply(atlas);
    }

    /// Lists and mappings are typed as the document has them; everything else is a word.
    static Node typed(String text) {
        if (text.startsWith("{") || text.startsWith("[")) {
            Node.Mapping around = (Node.Mapping) read("{" + VALUE + ": " + text + "}");
            if (around.entries().size() != 1) {
                throw new IllegalArgumentException("\"" + text + "\" is more than one value.");
            }
            return around.entries().getFirst().value();
        }
        return text.matches("[0-9a-zA-Z_.|-]+") ? Node.Scalar.word(text) : Node.Scalar.text(text);
    }

    static String spelled(Node.Mapping mapping) {
        return FlowText.of(mapping);
    }

    static Node read(String text) {
        try {
            return new NodeReader(Limits.STANDARD).read(text);
        } catch (NodeError e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }
}
