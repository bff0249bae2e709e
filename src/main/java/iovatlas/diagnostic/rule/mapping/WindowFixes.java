package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.ByteSize;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.edit.SetDesign;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.window.WindowSearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way out that leaves the memory where it is: have the doorbell window elsewhere.
final class WindowFixes {

    private WindowFixes() {}

    /// Ways to move the memory, and behind them the way to move the window, where it can be moved.
    ///
    /// @param ways those that move the memory
    /// @param region what the memory meets
    static List<Fix> with(List<Fix> ways, Inspected inspected, ReservedRegion region) {
        if (region.type() != ReservedType.SW_MSI) {
            return ways;
        }
        List<Fix> all = new ArrayList<>(ways);
        otherWindow(inspected).ifPresent(all::add);
        return all;
    }

    /// A window in which nothing of this document lies; a what-if, since the kernel has no call for
    /// it.
    private static Optional<Fix> otherWindow(Inspected inspected) {
        var input = new WindowSearch.Input("", inspected.timeline());
        return WindowSearch.of(List.of(input), ByteSize.MIB)
                .lowest()
                .map(place ->
                        new Fix(
                                "have the doorbell window at "
                                        + place.first().hex()
                                        + " instead (a what-if: design D13)",
                                new SetDesign("D13")));
    }
}
