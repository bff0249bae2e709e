package iovatlas.kernel.kvm;

import org.jspecify.annotations.Nullable;

/// An injection and the virtual ITS after it.
///
/// @param after with the virtual LPI pending when it arrived
/// @param injection how it went
/// @param lpi the virtual LPI, null when none was found
/// @param vcpu its target, null when none was found
public record InjectionResult(
        VirtualIts after, Injection injection, @Nullable Integer lpi, @Nullable Integer vcpu) {}
