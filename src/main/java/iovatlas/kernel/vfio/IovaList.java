package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.kernel.iommu.ReservedRegion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A container's list of permitted IOVA ranges, ascending; what VFIO_IOMMU_GET_INFO reports and what
/// a mapping has to fit into.
///
/// Source: `drivers/vfio/vfio_iommu_type1.c:struct vfio_iommu.iova_list`.
///
/// @param ranges inclusive; empty before a domain with an aperture was attached
public record IovaList(List<AddressRange<Iova>> ranges) {

    public static final IovaList EMPTY = new IovaList(List.of());

    public IovaList {
        ranges = List.copyOf(ranges);
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    /// From the first permitted address to the last one, holes included.
    ///
    /// @throws java.util.NoSuchElementException when the list is empty
    public AddressRange<Iova> hull() {
        return ranges.getFirst().hull(ranges.getLast());
    }

    /// Whether a mapping may lie there: inside one range, or anywhere while the list is empty.
    ///
    /// Source: `vfio_iommu_type1.c:vfio_iommu_iova_dma_valid`.
    public boolean permits(AddressRange<Iova> range) {
        for (AddressRange<Iova> node : ranges) {
            if (node.contains(range)) {
                return true;
            }
        }
        return isEmpty();
    }

    /// Why a domain with this aperture cannot join, if it cannot: the aperture itself when it lies
    /// outside the list, else a mapping that it would cut off.
    ///
    /// Source: `vfio_iommu_type1.c:vfio_iommu_aper_conflict`.
    Optional<AddressRange<Iova>> conflict(AddressRange<Iova> aperture, DmaTable mappings) {
        if (isEmpty()) {
            return Optional.empty();
        }
        AddressRange<Iova> hull = hull();
        if (!aperture.overlaps(hull)) {
            return Optional.of(aperture);
        }
        return hull.minus(aperture).stream()
                .flatMap(cut -> mappings.find(cut).map(Entry::range).stream())
                .findFirst();
    }

    /// The list cut to an aperture; it never grows. An empty list becomes the aperture.
    ///
    /// Source: `vfio_iommu_type1.c:vfio_iommu_aper_resize`.
    IovaList resized(AddressRange<Iova> aperture) {
        if (isEmpty()) {
            return new IovaList(List.of(aperture));
        }
        return new IovaList(endingAt(aperture.last(), startingAt(aperture.first())));
    }

    private List<AddressRange<Iova>> startingAt(Iova start) {
        var kept = new ArrayList<>(ranges);
        while (!kept.isEmpty()) {
            AddressRange<Iova> node = kept.getFirst();
            if (start.isBelow(node.first())) {
                break;
            }
            if (start.isBelow(node.last())) {
                kept.set(0, new AddressRange<>(start, node.last()));
                break;
            }
            kept.removeFirst();
        }
        return kept;
    }

    private static List<AddressRange<Iova>> endingAt(Iova end, List<AddressRange<Iova>> nodes) {
        var kept = new ArrayList<AddressRange<Iova>>();
        for (AddressRange<Iova> node : nodes) {
            if (node.last().isBelow(end)) {
                kept.add(node);
            } else if (node.first().isBelow(end)) {
                kept.add(new AddressRange<>(node.first(), end));
            }
        }
        return kept;
    }

    /// The list without the regions that exclude mappings.
    ///
    /// Source: `vfio_iommu_type1.c:vfio_iommu_resv_exclude`.
    IovaList without(List<ReservedRegion> regions) {
        List<AddressRange<Iova>> left = ranges;
        for (ReservedRegion region : regions) {
            if (region.type().excludesMappings()) {
                left = left.stream().flatMap(r -> r.minus(region.range()).stream()).toList();
            }
        }
        return new IovaList(left);
    }
}
