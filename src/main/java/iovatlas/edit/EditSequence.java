package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.List;

/// Several edits that are one to a person.
///
/// @param description for the undo menu
/// @param edits in order, each made on what the one before left
public record EditSequence(String description, List<Edit> edits) implements Attempt {
    public EditSequence {
        edits = List.copyOf(edits);
    }

    @Override
    public Atlas attempt(Atlas atlas) {
        Atlas next = atlas;
        for (Edit edit : edits) {
            next = edit.apply(next);
        }
        return next;
    }
}
