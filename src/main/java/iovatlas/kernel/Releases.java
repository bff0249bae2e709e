package iovatlas.kernel;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// For which releases a rule holds and for which it was seen.
///
/// @param since first release, null for "as far back as the model goes"
/// @param until last release, inclusive by series; null for "still so"
/// @param known the releases in which it was read or measured
public record Releases(
        @Nullable KernelRelease since, @Nullable KernelRelease until, List<KernelRelease> known) {

    /// Every release; read or measured in 6.1, 6.12 and 7.3.
    public static final Releases ALL =
            new Releases(
                    null,
                    null,
                    List.of(KernelRelease.V6_1, KernelRelease.V6_12, KernelRelease.V7_3));

    public Releases {
        known = List.copyOf(known);
    }

    /// From a release on.
    public static Releases since(KernelRelease first, KernelRelease... known) {
        return new Releases(first, null, List.of(known));
    }

    /// Up to a release.
    public static Releases until(KernelRelease last, KernelRelease... known) {
        return new Releases(null, last, List.of(known));
    }

    /// True when the rule holds in that release; every patch level of the last series counts.
    public boolean includes(KernelRelease release) {
        boolean begun = since == null || release.atLeast(since);
        return begun && (until == null || release.before(until) || release.sameSeries(until));
    }

    /// True when the rule was read or measured in that very series; otherwise an answer built on it
    /// is "expected, not measured".
    public boolean measuredIn(KernelRelease release) {
        return known.stream().anyMatch(release::sameSeries);
    }

    /// "since 5.4", "4.19 to 6.12", "all releases".
    public String text() {
        if (since == null) {
            return until == null ? "all releases" : "up to " + until;
        }
        return until == null ? "since " + since : since + " to " + until;
    }
}
