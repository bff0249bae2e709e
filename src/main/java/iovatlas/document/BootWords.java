package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;
import iovatlas.document.part.FactWords;
import iovatlas.document.yaml.FlowText;
import iovatlas.document.yaml.Node;
import iovatlas.kernel.BootFacts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The boot facts of a document in its own words, those that nobody stated too.
///
/// @param atlas the document
public record BootWords(Atlas atlas) {
    private static final String KERNEL = "kernel";
    private static final String LINE = "command-line";
    private static final String FACTS = "facts";

    /// All facts, in the order of writing, the command line last.
    public List<StatedFact> facts() {
        BootFacts boot = atlas.boot();
        BootFacts usual = BootFacts.standard(boot.release().value(), boot.architecture().value());
        return FactWords.names().stream()
                .map(name ->
                        new StatedFact(
                                name,
                                FactWords.value(name, boot),
                                FactWords.from(name, boot),
                                FactWords.value(name, usual)))
                .toList();
    }

    /// The document that states another value of a fact, whatever told of it before; an empty one
    /// states none.
    ///
    /// @throws IllegalArgumentException with the reader's sentence when the value cannot be meant
    Atlas with(String key, String text) {
        Respelled document = Respelled.of(atlas);
        Map<String, AtlasText.Part> parts = new HashMap<>();
        parts.put(FACTS, new AtlasText.Items(FACTS, factsWithout(document.text(), key)));
        if (key.equals(LINE)) {
            String line = text.isBlank() ? "" : FlowText.afterKey(Node.Scalar.text(text.strip()));
            parts.put(LINE, new AtlasText.Line(LINE, line));
        } else {
            Node value = text.isBlank() ? null : ElementLine.typed(text.strip());
            Node.Mapping kernel = NestedKeys.with(kernel(document.text()), key, value);
            parts.put(
                    KERNEL,
                    new AtlasText.Line(
                            KERNEL, kernel.entries().isEmpty() ? "" : FlowText.of(kernel)));
        }
        return document.with(parts);
    }

    private List<String> factsWithout(AtlasText text, String key) {
        return text.section(FACTS).lines(atlas).stream()
                .filter(line ->
                        !(ElementLine.read(line) instanceof Node.Mapping fact
                                && key.equals(NestedKeys.value(fact, "fact"))))
                .toList();
    }

    private static Node.Mapping kernel(AtlasText text) {
        return text.parts().stream()
                .filter(AtlasText.Line.class::isInstance)
                .map(AtlasText.Line.class::cast)
                .filter(line -> line.key().equals(KERNEL))
                .findFirst()
                .map(line -> (Node.Mapping) ElementLine.read(line.value()))
                .orElseGet(() -> Node.Mapping.of(List.of()));
    }
}
