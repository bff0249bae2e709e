package iovatlas.edit;

import iovatlas.atlas.Atlas;

import java.util.Optional;

/// A change of a document: a pure function from one value to the next.
public interface Edit {

    /// What it does, for the undo menu: "Rename nic0".
    String description();

    /// Why it cannot be done now, or empty when it can.
    Optional<String> refusal(Atlas atlas);

    /// The changed document.
    ///
    /// @throws IllegalArgumentException when [#refusal] says no
    Atlas apply(Atlas atlas);

    /// The changed document, or why the edit cannot be made.
    default Trial trial(Atlas atlas) {
        return refusal(atlas)
                .<Trial>map(Trial.Refused::new)
                .orElseGet(() -> new Trial.Made(apply(atlas)));
    }

    /// Edits with equal keys that follow each other become one entry of the history (the steps of
    /// a drag); empty for an edit that always stands alone.
    default Optional<Object> mergeKey() {
        return Optional.empty();
    }

    /// What a person should know before making it although it can be made, one sentence; empty when
    /// there is nothing.
    default Optional<String> caution(Atlas atlas) {
        return Optional.empty();
    }

    /// What it brings, in figures that its description does not give, known before it is made; empty
    /// when there are none or it cannot be made.
    default Optional<String> details(Atlas atlas) {
        return Optional.empty();
    }
}
