package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Waiver;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Accepts a problem.
///
/// @param waiver which and why
public record AddWaiver(Waiver waiver) implements Edit {
    @Override
    public String description() {
        return "Accept " + waiver.rule();
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return atlas.waivers().contains(waiver)
                ? Optional.of("This is accepted already.")
                : Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        List<Waiver> waivers = new ArrayList<>(atlas.waivers());
        waivers.add(waiver);
        return atlas.withWaivers(waivers);
    }
}
