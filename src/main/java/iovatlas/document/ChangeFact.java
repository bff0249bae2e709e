package iovatlas.document;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;

import java.util.Optional;

/// States a boot fact, in the document's own spelling.
///
/// @param key its name
/// @param text its value; empty for what release and architecture give
public record ChangeFact(String key, String text) implements Attempt {
    private record MergeKey(String key) {}

    @Override
    public String description() {
        return "Change " + key;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        return new BootWords(atlas).with(key, text);
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(new MergeKey(key));
    }
}
