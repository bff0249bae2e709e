package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.Optional;

/// What comes of trying an edit on a document.
public sealed interface Trial {

    /// The edit can be made.
    ///
    /// @param after the changed document
    record Made(Atlas after) implements Trial {}

    /// The edit cannot be made.
    ///
    /// @param why one sentence
    record Refused(String why) implements Trial {}

    /// Why it cannot be made, empty when it can.
    default Optional<String> refusal() {
        return switch (this) {
            case Made _ -> Optional.empty();
            case Refused(String why) -> Optional.of(why);
        };
    }
}
