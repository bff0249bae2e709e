package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A document read again after some of its parts were respelled.
///
/// @param text the document as it is
record Respelled(AtlasText text) {

    static Respelled of(Atlas atlas) {
        return new Respelled(new AtlasText(atlas, Set.of()));
    }

    /// The document with other parts; a part that it does not have yet is added.
    ///
    /// @param changed by their keys; a list without items and a line without value are left out
    /// @throws IllegalArgumentException with the reader's sentence when they cannot be meant
    Atlas with(Map<String, AtlasText.Part> changed) {
        Map<String, AtlasText.Part> left = new TreeMap<>(changed);
        List<AtlasText.Part> parts = new ArrayList<>();
        for (AtlasText.Part part : text.parts()) {
            AtlasText.Part other = left.remove(part.key());
            parts.add(other == null ? part : other);
        }
        parts.addAll(left.values());
        StringBuilder out = new StringBuilder();
        parts.stream().filter(Respelled::says).forEach(p -> out.append(DocumentWriter.text(p)));
        try {
            return DocumentReader.read(out.toString()).atlas();
        } catch (DocumentError e) {
            throw new IllegalArgumentException(e.sentence(), e);
        }
    }

    private static boolean says(AtlasText.Part part) {
        return switch (part) {
            case AtlasText.Line line -> !line.value().isEmpty();
            case AtlasText.Items items -> !items.items().isEmpty();
            case AtlasText.Group group -> !group.lists().isEmpty();
        };
    }
}
