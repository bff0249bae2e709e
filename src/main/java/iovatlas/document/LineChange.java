package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.document.part.AtlasText;
import iovatlas.document.yaml.Node;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Another value of one key in the lines of several elements, read once.
///
/// @param elements whose lines
/// @param key or the path of one in a mapping
/// @param text its value; empty to leave the key out
record LineChange(List<ElementId> elements, String key, String text) {
    private static final String NO_LINE = "This has no line of its own.";

    /// The changed document.
    ///
    /// @throws IllegalArgumentException with the reader's sentence when the value cannot be meant
    Atlas apply(Atlas atlas) {
        Node value = text.isBlank() ? null : ElementLine.typed(text.strip());
        AtlasText document = new AtlasText(atlas, ElementLine.listed(elements));
        Map<String, List<String>> sections = new HashMap<>();
        int index = -1;
        for (ElementId element : elements) {
            LinePlace place =
                    LinePlace.of(atlas, element)
                            .orElseThrow(() -> new IllegalArgumentException(NO_LINE));
            List<String> lines =
                    sections.computeIfAbsent(
                            place.section(),
                            section -> new ArrayList<>(document.section(section).lines(atlas)));
            index = index(place, lines, index + 1);
            Node.Mapping line = (Node.Mapping) ElementLine.read(lines.get(index));
            lines.set(index, ElementLine.spelled(NestedKeys.with(line, key, value)));
        }
        Map<String, AtlasText.Part> parts = new HashMap<>();
        sections.forEach((name, lines) -> parts.put(name, new AtlasText.Items(name, lines)));
        return new Respelled(document).with(parts);
    }

    /// Elements mostly come in the order of their lines, so the next one is looked for behind the last.
    private static int index(LinePlace place, List<String> lines, int from) {
        List<String> plain = place.plain();
        for (int n = 0; n < lines.size(); n++) {
            int i = (from + n) % lines.size();
            if (plain.stream().allMatch(lines.get(i)::contains)
                    && ElementLine.read(lines.get(i)) instanceof Node.Mapping line
                    && place.is(line)) {
                return i;
            }
        }
        throw new IllegalArgumentException(NO_LINE);
    }
}
