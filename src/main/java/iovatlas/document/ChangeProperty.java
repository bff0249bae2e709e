package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;
import iovatlas.edit.machine.RenameElement;
import iovatlas.topology.ElementId;

import java.util.Optional;

/// Gives a key of an element's line another value, in the document's own spelling. A new name takes
/// along whatever uses the old one.
///
/// @param element whose line
/// @param key which key
/// @param text its value; empty for the default
public record ChangeProperty(ElementId element, String key, String text) implements Attempt {
    private record MergeKey(ElementId element, String key) {}

    @Override
    public String description() {
        return "Change " + key;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        if (key.equals("name") && !text.isBlank()) {
            return new RenameElement(element, text.strip()).apply(atlas);
        }
        return ElementLine.of(atlas, element)
                .orElseThrow(() -> new IllegalArgumentException("This has no line of its own."))
                .with(key, text);
    }

    @Override
    public Optional<Object> mergeKey() {
        return key.equals("name") ? Optional.empty() : Optional.of(new MergeKey(element, key));
    }
}
