package iovatlas.scenario.design;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.doorbell.CookieWindow;
import iovatlas.kernel.doorbell.DoorbellPage;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One page table while a scenario is worked through.
final class DesignDomain {
    private static final ByteSize BLOCK = ByteSize.MIB.times(2);

    private final int number;
    private final DomainShape shape;
    private final List<Integer> groups = new ArrayList<>();
    private final List<ReservedRegion> reserved = new ArrayList<>();
    private final List<DoorbellPage> pages = new ArrayList<>();
    private final List<DoorbellPage> erased = new ArrayList<>();
    private @Nullable CookieWindow cookie;

    DesignDomain(int number, DomainShape shape) {
        this.number = number;
        this.shape = shape;
    }

    int number() {
        return number;
    }

    DomainShape shape() {
        return shape;
    }

    List<Integer> groups() {
        return groups;
    }

    /// Ascending by address, each once.
    List<ReservedRegion> reserved() {
        return reserved.stream().sorted((a, b) -> a.range().compareTo(b.range())).toList();
    }

    boolean takes(DomainShape other) {
        return shape.sameOps(other)
                && shape.coherency() == other.coherency()
                && shape.accepts(other);
    }

    void add(int group, List<ReservedRegion> regions) {
        groups.add(group);
        for (ReservedRegion region : regions) {
            boolean known =
                    reserved.stream()
                            .anyMatch(r ->
                                    r.type() == region.type() && r.range().equals(region.range()));
            if (!known) {
                reserved.add(region);
            }
        }
    }

    void remove(int group) {
        groups.remove(Integer.valueOf(group));
    }

    /// The window that its cookie works in: that of the first group.
    @Nullable AddressRange<Iova> window() {
        return reserved.stream()
                .filter(region -> region.type() == ReservedType.SW_MSI)
                .map(ReservedRegion::range)
                .findFirst()
                .orElse(null);
    }

    CookieWindow cookie(Iova base, ByteSize granule) {
        return cookie == null ? CookieWindow.at(base, granule) : cookie;
    }

    void cookie(CookieWindow value) {
        cookie = value;
    }

    /// The doorbell pages that are there.
    List<DoorbellPage> pages() {
        return List.copyOf(pages);
    }

    /// The doorbell pages that a later mapping swept away.
    List<DoorbellPage> erased() {
        return List.copyOf(erased);
    }

    boolean has(DoorbellPage page) {
        return pages.contains(page);
    }

    void map(DoorbellPage page) {
        if (!pages.contains(page) && !erased.contains(page)) {
            pages.add(page);
        }
    }

    void unmap(DoorbellPage page) {
        pages.remove(page);
    }

    void erase(DoorbellPage page) {
        pages.remove(page);
        erased.add(page);
    }

    /// The first doorbell page in a range that a mapping of this range meets page by page.
    Optional<DoorbellPage> met(AddressRange<Iova> range) {
        return pages.stream()
                .filter(page -> range.overlaps(page.iova()) && !isSwept(range, page))
                .findFirst();
    }

    /// The doorbell pages that a mapping of this range sweeps away, since a larger block takes the
    /// place of the table that they are in.
    List<DoorbellPage> swept(AddressRange<Iova> range) {
        return pages.stream().filter(page -> isSwept(range, page)).toList();
    }

    private boolean isSwept(AddressRange<Iova> range, DoorbellPage page) {
        return shape.pageSizes().ascending().stream()
                .filter(size -> size.compareTo(BLOCK) >= 0)
                .map(size -> AddressRange.ofSize(page.iova().first().alignDown(size), size))
                .anyMatch(range::contains);
    }
}
