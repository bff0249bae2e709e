package iovatlas.edit;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;

import java.util.Optional;

/// Answers as another kernel release would. Facts that only stand for the old release's defaults
/// become the new one's; facts that somebody stated or that were found stay.
///
/// @param release 4.9 to 7.3
public record SetKernelRelease(KernelRelease release) implements Edit {

    @Override
    public String description() {
        return "Set Kernel " + release;
    }

    @Override
    public Optional<String> refusal(Atlas atlas) {
        return release.before(KernelRelease.V4_9)
                ? Optional.of("Kernels before 4.9 are not modelled.")
                : Optional.empty();
    }

    @Override
    public Atlas apply(Atlas atlas) {
        Refusal.check(this, atlas);
        return atlas.withBoot(StatedFacts.follow(atlas.boot().withRelease(Fact.given(release))));
    }
}
