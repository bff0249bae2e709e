package iovatlas.edit.machine;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Attempt;

import java.util.Optional;

/// Puts another value in the place of the document: what somebody typed as text. Typing merges.
///
/// @param what for the undo menu: "Edit Text"
/// @param value the whole document
public record ReplaceDocument(String what, Atlas value) implements Attempt {

    @Override
    public String description() {
        return what;
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        return value;
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(what);
    }
}
