package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.topology.Architecture;

import java.util.Optional;

/// Says which architecture the host has. Facts that only stand for the other one's defaults become
/// the new one's.
///
/// @param architecture the host's
public record SetArchitecture(Architecture architecture) implements Edit {

    @Override
    public String description() {
        return "Set Architecture " + architecture.spelling();
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        return atlas.withBoot(in(atlas.boot(), Fact.given(architecture)));
    }

    /// The facts on another architecture.
    public static BootFacts in(BootFacts boot, Fact<Architecture> architecture) {
        return StatedFacts.follow(boot.withArchitecture(architecture));
    }
}
