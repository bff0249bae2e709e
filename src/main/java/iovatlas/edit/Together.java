package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.List;
import java.util.Optional;

/// Several changes as one entry of the history, each on what the one before made.
///
/// @param description for the undo menu
/// @param edits in order
public record Together(String description, List<Edit> edits) implements Edit {

    public Together {
        edits = List.copyOf(edits);
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        Atlas now = atlas;
        for (Edit edit : edits) {
            Optional<String> refusal = edit.refusal(now);
            if (refusal.isPresent()) {
                return refusal;
            }
            now = edit.apply(now);
        }
        return Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Atlas now = atlas;
        for (Edit edit : edits) {
            now = edit.apply(now);
        }
        return now;
    }
}
