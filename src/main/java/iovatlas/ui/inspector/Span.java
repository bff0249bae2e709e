package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.iommu.ReservedType;

/// Addresses and sizes in the room that the inspector has.
final class Span {

    private Span() {}

    /// `0x08000000 +1M`.
    static String of(AddressRange<?> range) {
        return range.first().hex() + " +" + range.size().text();
    }

    /// `48 bits` for what begins at 0 and ends at a power of two; otherwise as any range.
    static String aperture(AddressRange<Iova> range) {
        boolean whole =
                range.first().equals(Iova.ZERO)
                        && (range.size().isPowerOfTwo() || range.last().equals(Iova.MAX));
        return whole
                ? (64 - Long.numberOfLeadingZeros(range.last().unsignedBits())) + " bits"
                : broken(range);
    }

    /// First and last address, with a place to break the line.
    static String broken(AddressRange<?> range) {
        return range.hex().replace("-", "- ");
    }

    /// `4K 2M 1G`.
    static String pages(PageSizes sizes) {
        return sizes.text().replace('|', ' ');
    }

    /// What a reserved region is called in the left column.
    static String label(ReservedType type) {
        return switch (type) {
            case DIRECT -> "Direct";
            case DIRECT_RELAXABLE -> "Relaxable";
            case RESERVED -> "Reserved";
            case MSI -> "MSI";
            case SW_MSI -> "SW_MSI";
        };
    }
}
