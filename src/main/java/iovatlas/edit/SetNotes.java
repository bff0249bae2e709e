package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.List;
import java.util.Optional;

/// Gives the document other notes. Typing merges.
///
/// @param notes paragraphs
public record SetNotes(List<String> notes) implements Edit {
    public SetNotes {
        notes = List.copyOf(notes);
    }

    @Override
    public String description() {
        return "Change Notes";
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        return atlas.withNotes(notes);
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(SetNotes.class);
    }
}
