package iovatlas.edit;

import iovatlas.atlas.Atlas;

/// Turns a refusal into the exception that [Edit#apply] promises.
final class Refusal {
    private Refusal() {}

    /// @throws IllegalArgumentException when the edit refuses the document
    static void check(Edit edit, Atlas atlas) {
        edit.refusal(atlas)
                .ifPresent(reason -> {
                    throw new IllegalArgumentException(reason);
                });
    }
}
