package iovatlas.diagnostic.rule.mapping;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.diagnostic.Fix;
import iovatlas.diagnostic.Inspected;
import iovatlas.edit.MoveMapping;
import iovatlas.edit.PunchHole;
import iovatlas.edit.SetDesign;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.window.WindowSearch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Ways out where memory and a reserved window meet: move the memory, map around the window, or have
/// the window elsewhere.
///
/// @param attempt the mapping
/// @param region what it meets
record WindowFixes(Inspected inspected, MapAttempt attempt, ReservedRegion region) {

    List<Fix> fixes() {
        List<Fix> fixes = new ArrayList<>();
        move().ifPresent(fixes::add);
        if (!attempt.range().minus(region.range()).isEmpty()) {
            fixes.add(
                    new Fix(
                            "punch a hole: map around "
                                    + region.range().hex()
                                    + "; the guest"
                                    + " must not use that memory for DMA",
                            new PunchHole(attempt.result().number(), region.range())));
        }
        if (region.type() == ReservedType.SW_MSI) {
            otherWindow().ifPresent(fixes::add);
        }
        return fixes;
    }

    /// The lowest place above the window where all of the mapping is free of everything reserved.
    private Optional<Fix> move() {
        ByteSize alignment = ByteSize.MIB.times(2);
        Optional<Iova> next =
                region.range().last().plusOrEmpty(1).flatMap(iova -> iova.alignUp(alignment));
        for (int tries = 0; next.isPresent() && tries < 64; tries++) {
            Optional<AddressRange<Iova>> there = attempt.range().sameSizeAt(next.get());
            if (there.isEmpty()) {
                return Optional.empty();
            }
            Optional<AddressRange<Iova>> hit = obstacle(there.get());
            if (hit.isEmpty()) {
                Iova to = next.get();
                return Optional.of(
                        new Fix(
                                "place " + attempt.owner() + " at " + to.hex() + " or above",
                                new MoveMapping(attempt.result().number(), to)));
            }
            next = hit.get().last().plusOrEmpty(1).flatMap(iova -> iova.alignUp(alignment));
        }
        return Optional.empty();
    }

    private Optional<AddressRange<Iova>> obstacle(AddressRange<Iova> range) {
        return attempt.space().domains().stream()
                .flatMap(domain -> domain.reserved().stream())
                .filter(r -> r.type().excludesMappings())
                .map(ReservedRegion::range)
                .filter(range::overlaps)
                .findFirst()
                .or(() ->
                        attempt.space()
                                .mappings()
                                .firstOverlapping(range)
                                .map(entry -> entry.range()));
    }

    /// A window in which nothing of this document lies; a what-if, since the kernel has no call for
    /// it.
    private Optional<Fix> otherWindow() {
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
