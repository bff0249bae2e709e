package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.Optional;

/// An edit that was tried on a document beforehand, so that making it on that very document takes no
/// time; on another one it is tried again.
///
/// @param edit what is made
/// @param on the document that it was tried on
/// @param tried what came of it
public record Prepared(Edit edit, Atlas on, Trial tried) implements Edit {

    /// Tries an edit.
    public static Prepared of(Edit edit, Atlas on) {
        return new Prepared(edit, on, edit.trial(on));
    }

    @Override
    public String description() {
        return edit.description();
    }

    @Override
    public Trial trial(Atlas atlas) {
        return atlas == on ? tried : edit.trial(atlas);
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return trial(atlas).refusal();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        return switch (trial(atlas)) {
            case Trial.Made(Atlas after) -> after;
            case Trial.Refused(String why) -> throw new IllegalArgumentException(why);
        };
    }

    @Override
    public Optional<Object> mergeKey() {
        return edit.mergeKey();
    }

    @Override
    public Optional<String> caution(Atlas atlas) {
        return edit.caution(atlas);
    }

    @Override
    public Optional<String> details(Atlas atlas) {
        return edit.details(atlas);
    }
}
