package iovatlas.ui.inspector;

import iovatlas.atlas.Atlas;
import iovatlas.edit.Edit;

import java.util.Optional;

/// An edit that changes nothing and warns.
///
/// @param text of the warning, empty for none
record Warning(String text) implements Edit {
    @Override
    public String description() {
        return "Warn";
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return Optional.empty();
    }

    @Override
    public Optional<String> caution(Atlas atlas) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    @Override
    public Atlas apply(Atlas atlas) {
        return atlas;
    }
}
