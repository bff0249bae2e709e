package iovatlas.kernel;

/// A rule of the kernel that can decide an outcome: a constant, named once, beside the code that
/// applies it.
///
/// @param id stable, lower case with dashes, e.g. `type1-map-overlaps-mapping`
/// @param summary one sentence in plain English; `{0}`, `{1}` stand for the evidence in order
/// @param source where the kernel decides it
/// @param releases for which releases it holds
public record KernelRule(String id, String summary, Source source, Releases releases) {

    /// A rule of every release.
    public static KernelRule of(String id, String summary, String path, String function) {
        return new KernelRule(id, summary, Source.of(path, function), Releases.ALL);
    }

    /// A rule of some releases only.
    public static KernelRule of(
            String id, String summary, String path, String function, Releases releases) {
        return new KernelRule(id, summary, Source.of(path, function), releases);
    }

    /// True when the rule holds in that release.
    public boolean holdsIn(KernelRelease release) {
        return releases.includes(release);
    }
}
