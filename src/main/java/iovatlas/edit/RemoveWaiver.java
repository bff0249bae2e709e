package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Waiver;

import java.util.Optional;

/// No Longer Accepts a problem.
///
/// @param waiver which
public record RemoveWaiver(Waiver waiver) implements Edit {
    @Override
    public String description() {
        return "No Longer Accept " + waiver.rule();
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return atlas.waivers().contains(waiver)
                ? Optional.empty()
                : Optional.of("This is not accepted.");
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return atlas.withWaivers(
                atlas.waivers().stream().filter(other -> !other.equals(waiver)).toList());
    }
}
