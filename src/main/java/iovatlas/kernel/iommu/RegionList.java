package iovatlas.kernel.iommu;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.KernelRelease;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A group's list of reserved regions while the regions of its members are inserted one by one.
///
/// Source: `drivers/iommu/iommu.c:iommu_insert_resv_region`.
final class RegionList {

    private final boolean mergesTouching;
    private final List<ReservedRegion> regions = new ArrayList<>();

    RegionList(KernelRelease release) {
        this.mergesTouching = RegionRules.MERGE.holdsIn(release);
    }

    List<ReservedRegion> regions() {
        return List.copyOf(regions);
    }

    void insert(ReservedRegion region) {
        if (!mergesTouching) {
            insertOverlapping(region);
            return;
        }
        int at = 0;
        while (at < regions.size() && !goesBefore(region, regions.get(at))) {
            at++;
        }
        regions.add(at, region);
        mergeType(region.type());
    }

    private static boolean goesBefore(ReservedRegion region, ReservedRegion other) {
        int byStart = region.range().first().compareTo(other.range().first());
        return byStart < 0 || (byStart == 0 && region.type().compareTo(other.type()) <= 0);
    }

    /// Only elements of one type are looked at, each against the nearest kept one before it.
    private void mergeType(ReservedType type) {
        List<ReservedRegion> kept = new ArrayList<>(regions.size());
        int top = -1;
        for (ReservedRegion region : regions) {
            if (region.type() != type) {
                kept.add(region);
            } else if (top < 0 || startsBeyond(region, kept.get(top))) {
                top = kept.size();
                kept.add(region);
            } else {
                ReservedRegion first = kept.get(top);
                kept.set(top, withLast(first, higher(first, region)));
            }
        }
        regions.clear();
        regions.addAll(kept);
    }

    /// The kernel compares with last + 1, which wraps to 0 for a region that ends at 2^64-1.
    private static boolean startsBeyond(ReservedRegion region, ReservedRegion top) {
        Iova next = Iova.of(top.range().last().unsignedBits() + 1);
        return next.isBelow(region.range().first());
    }

    private static Iova higher(ReservedRegion a, ReservedRegion b) {
        Iova first = a.range().last();
        Iova second = b.range().last();
        return first.isBelow(second) ? second : first;
    }

    private static ReservedRegion withLast(ReservedRegion region, Iova last) {
        return new ReservedRegion(
                AddressRange.of(region.range().first(), last), region.type(), region.reason());
    }

    /// Before 5.4: touching regions stay apart, overlapping ones of one type become one.
    private void insertOverlapping(ReservedRegion region) {
        ReservedRegion growing = region;
        int at = 0;
        while (at < regions.size() && !growing.range().last().isBelow(first(at))) {
            ReservedRegion other = regions.get(at);
            @Nullable ReservedRegion merged = overlapping(growing, other);
            if (merged == null) {
                at++;
            } else if (merged.range().equals(other.range())) {
                return;
            } else {
                regions.remove(at);
                growing = merged;
                at = 0;
            }
        }
        regions.add(at, growing);
    }

    private Iova first(int index) {
        return regions.get(index).range().first();
    }

    private static @Nullable ReservedRegion overlapping(ReservedRegion a, ReservedRegion b) {
        return a.type() == b.type() && a.range().overlaps(b.range())
                ? new ReservedRegion(a.range().hull(b.range()), b.type(), b.reason())
                : null;
    }
}
