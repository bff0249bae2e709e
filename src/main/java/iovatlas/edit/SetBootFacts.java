package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.BootFacts;

import java.util.Optional;

/// States the boot facts anew.
///
/// @param what which of them changed, for the undo menu: "page size"
/// @param boot all of them
public record SetBootFacts(String what, BootFacts boot) implements Edit {
    @Override
    public String description() {
        return "Change " + what;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        return atlas.withBoot(boot);
    }
}
