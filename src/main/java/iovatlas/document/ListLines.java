package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The lines of a list of the document whose items are no elements: `cpus`, `waivers`.
///
/// @param section the list
public record ListLines(String section) {

    /// The items without their braces.
    public List<String> of(Atlas atlas) {
        return lines(atlas).stream().map(line -> line.replaceFirst("^\\{(.*)}$", "$1")).toList();
    }

    private List<String> lines(Atlas atlas) {
        return new AtlasText(atlas, Set.of()).section(section).lines(atlas);
    }

    /// The document with another item; an empty text takes it out, the index behind the last adds
    /// one.
    ///
    /// @throws IllegalArgumentException with the reader's sentence for what is no such item
    Atlas with(Atlas atlas, int index, String text) {
        List<String> lines = new ArrayList<>(lines(atlas));
        if (index < lines.size()) {
            lines.remove(index);
        }
        if (!text.isBlank()) {
            String line = text.strip();
            lines.add(index, line.startsWith("{") ? line : "{" + line + "}");
        }
        lines.forEach(ElementLine::read);
        return Respelled.of(atlas).with(Map.of(section, new AtlasText.Items(section, lines)));
    }
}
