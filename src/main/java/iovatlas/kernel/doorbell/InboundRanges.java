package iovatlas.kernel.doorbell;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What lies outside the bus addresses that a host bridge takes in, and is never given out as an
/// IOVA by the DMA API.
///
/// Source: `drivers/iommu/dma-iommu.c:iova_reserve_pci_windows` (since 5.3).
public final class InboundRanges {

    private InboundRanges() {}

    /// The holes between the ranges, whole granules. The granule in which a range begins belongs to
    /// the hole before it, unless that is empty; what follows a range that does not fit in order is
    /// not reserved any more, as the kernel gives up there. After a range that ends with the address
    /// space the kernel's sum wraps, so that everything is reserved.
    ///
    /// @param ranges bus addresses that the bridge takes in; none for a bridge without limits
    public static List<AddressRange<Iova>> holes(
            List<AddressRange<Iova>> ranges, ByteSize granule) {
        List<AddressRange<Iova>> sorted =
                ranges.stream().sorted(Comparator.comparing(AddressRange::first)).toList();
        List<AddressRange<Iova>> holes = new ArrayList<>();
        Iova start = Iova.ZERO;
        for (AddressRange<Iova> range : sorted) {
            if (range.first().compareTo(start) < 0) {
                return holes;
            }
            if (range.first().compareTo(start) > 0) {
                holes.add(granules(start, range.first(), granule));
            }
            start = Iova.of(range.last().unsignedBits() + 1);
        }
        if (!sorted.isEmpty()) {
            holes.add(granules(start, Iova.MAX, granule));
        }
        return holes;
    }

    private static AddressRange<Iova> granules(Iova first, Iova last, ByteSize granule) {
        long offsets = granule.unsignedBytes() - 1;
        return new AddressRange<>(first.alignDown(granule), Iova.of(last.unsignedBits() | offsets));
    }
}
