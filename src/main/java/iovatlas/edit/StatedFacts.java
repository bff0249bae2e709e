package iovatlas.edit;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Provenance;

import java.util.function.Function;

/// Facts that nobody stated follow the release and the architecture.
///
/// @param boot the facts, with defaults of another release or architecture
/// @param usual the defaults of theirs
record StatedFacts(BootFacts boot, BootFacts usual) {

    /// The facts with the defaults of their own release and architecture.
    static BootFacts follow(BootFacts boot) {
        BootFacts usual = BootFacts.standard(boot.release().value(), boot.architecture().value());
        StatedFacts facts = new StatedFacts(boot, usual);
        return new BootFacts(
                boot.release(),
                boot.architecture(),
                facts.fact(BootFacts::firmware),
                facts.fact(BootFacts::iommuOn),
                facts.fact(BootFacts::defaultDomain),
                facts.fact(BootFacts::interruptRemapping),
                facts.fact(BootFacts::pageSize),
                facts.fact(BootFacts::virtualAddressBits),
                facts.fact(BootFacts::iommufd),
                facts.fact(BootFacts::groupInterface),
                facts.fact(BootFacts::dmaEntryLimit),
                facts.fact(BootFacts::unsafeInterrupts),
                facts.fact(BootFacts::iommufdUnsafeInterrupts),
                facts.fact(BootFacts::noIommuMode),
                facts.fact(BootFacts::commandLine),
                facts.fact(BootFacts::floppyDriver),
                facts.fact(BootFacts::probeOrder),
                facts.fact(BootFacts::idleVectors),
                facts.fact(BootFacts::vfioIdleD3));
    }

    private <T> Fact<T> fact(Function<BootFacts, Fact<T>> get) {
        Fact<T> own = get.apply(boot);
        return own.provenance() == Provenance.DEFAULT ? get.apply(usual) : own;
    }
}
