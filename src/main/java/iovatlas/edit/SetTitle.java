package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.Optional;

/// Gives the document another title. Typing merges.
///
/// @param title one line
public record SetTitle(String title) implements Edit {
    @Override
    public String description() {
        return "Change Title";
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return title.lines().count() > 1 ? Optional.of("A title has one line.") : Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return atlas.withTitle(title);
    }

    @Override
    public Optional<Object> mergeKey() {
        return Optional.of(SetTitle.class);
    }
}
