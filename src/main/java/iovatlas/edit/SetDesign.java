package iovatlas.edit;

import iovatlas.atlas.Atlas;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Chooses a doorbell design as a what-if.
///
/// @param design its id, `D0` to `D21`, with a letter where there are variants; null for "as the kernel does"
public record SetDesign(@Nullable String design) implements Edit {
    @Override
    public String description() {
        return design == null ? "Set Design as the Kernel Does" : "Set Design " + design;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return design == null || design.matches("D([0-9]|1[0-9]|2[01])[abc]?")
                ? Optional.empty()
                : Optional.of("There is no design " + design + ".");
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return atlas.withDesign(design);
    }
}
