package iovatlas.ui.session;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;

import java.util.Optional;

/// Brings back what was not saved before a crash, as one edit that can be undone.
///
/// @param recovered the document as it was then
record Recover(Atlas recovered) implements Edit {

    @Override
    public String description() {
        return "Recover Unsaved Work";
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        return recovered;
    }
}
