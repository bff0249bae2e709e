package iovatlas.kernel.doorbell.design;

/// A design in the terms that decide what happens.
///
/// @param placement where doorbell pages go and when
/// @param base who says where the window begins
/// @param everyDomain whether a doorbell is mapped in all page tables of a container instead of only
///     that of the device that uses it
/// @param perContext whether pages of the window are counted over all page tables of a context
///     instead of each table for itself
/// @param guard what keeps mappings and reserved addresses apart
/// @param testsIsolation whether an attach needs isolated MSIs
/// @param oneController whether a page table can serve a single interrupt controller only
/// @param preloads whether doorbells come along when the page table under a device is replaced
/// @param certainty how sure it is that a doorbell ends up where the policy says
public record DoorbellPolicy(
        Placement placement,
        WindowBase base,
        boolean everyDomain,
        boolean perContext,
        Guard guard,
        boolean testsIsolation,
        boolean oneController,
        boolean preloads,
        Certainty certainty) {

    /// A policy without a window in which each page table stands for itself.
    static DoorbellPolicy plain(Placement placement, Guard guard, Certainty certainty) {
        return new DoorbellPolicy(
                placement, WindowBase.NONE, false, false, guard, false, false, false, certainty);
    }

    /// A window in each page table for itself.
    static DoorbellPolicy window(WindowBase base, Guard guard, Certainty certainty) {
        return new DoorbellPolicy(
                Placement.WINDOW, base, false, false, guard, true, false, false, certainty);
    }

    /// One table of doorbell pages for all page tables of a context.
    static DoorbellPolicy shared(Placement placement, WindowBase base, Certainty certainty) {
        return new DoorbellPolicy(
                placement, base, false, true, Guard.RESERVED_RANGES, true, false, true, certainty);
    }

    DoorbellPolicy inEveryDomain() {
        return new DoorbellPolicy(
                placement,
                base,
                true,
                perContext,
                guard,
                testsIsolation,
                oneController,
                preloads,
                certainty);
    }

    DoorbellPolicy withOneController() {
        return new DoorbellPolicy(
                placement, base, everyDomain, perContext, guard, true, true, preloads, certainty);
    }

    DoorbellPolicy withDriverWindow() {
        return new DoorbellPolicy(
                placement,
                WindowBase.DRIVER,
                everyDomain,
                perContext,
                guard,
                testsIsolation,
                oneController,
                preloads,
                certainty);
    }

    DoorbellPolicy withIsolationTest() {
        return new DoorbellPolicy(
                placement,
                base,
                everyDomain,
                perContext,
                guard,
                true,
                oneController,
                preloads,
                certainty);
    }
}
