package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.topology.ElementId;

import java.util.List;
import java.util.Optional;

/// Gives a key of several elements' lines another value, all or none.
///
/// @param elements whose lines
/// @param key which key, or the path of one in a mapping
/// @param text its value; empty for the default
public record ChangeProperties(List<ElementId> elements, String key, String text)
        implements Attempt {
    private record MergeKey(List<ElementId> elements, String key) {}

    public ChangeProperties {
        elements = List.copyOf(elements);
    }

    @Override
    public String description() {
        return "Change " + key + " of " + elements.size() + " Things";
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        return new LineChange(elements, key, text).apply(atlas);
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(new MergeKey(elements, key));
    }
}
