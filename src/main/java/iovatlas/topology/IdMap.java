package iovatlas.topology;

import org.jspecify.annotations.Nullable;

/// One range of a firmware ID map, already in its plain meaning: requester IDs `first..last` of a
/// segment, both inclusive, reach `target` as `output + (id - first)`.
///
/// The oddities of the sources (IORT counts minus one, device-tree masks) are resolved by whoever
/// reads them. Where two ranges contain an ID the first in the list counts.
///
/// @param role whether the target is an IOMMU (stream ID) or an MSI controller (device ID)
/// @param segment PCI segment
/// @param first lowest requester ID
/// @param last highest requester ID, inclusive
/// @param target name of the IOMMU or the MSI controller
/// @param output the ID that `first` becomes, unsigned 32 bits
/// @param wired the ID that the hardware really gives to `first` where firmware is wrong; null when
///     it is `output`. Linux never sees it
public record IdMap(
        Role role,
        int segment,
        RequesterId first,
        RequesterId last,
        String target,
        int output,
        @Nullable Integer wired) {

    /// What the numbers on the far side are.
    public enum Role {
        /// Stream IDs of an IOMMU (source IDs on x86, endpoint IDs of virtio-iommu).
        IOMMU,
        /// Device IDs of an MSI controller.
        MSI
    }

    /// A range as the hardware has it too.
    public IdMap(
            Role role,
            int segment,
            RequesterId first,
            RequesterId last,
            String target,
            int output) {
        this(role, segment, first, last, target, output, null);
    }

    /// @throws IllegalArgumentException when the range is reversed
    public IdMap {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("no requester ID range: " + first + ".." + last);
        }
    }

    public boolean contains(int otherSegment, RequesterId id) {
        return segment == otherSegment && first.compareTo(id) <= 0 && id.compareTo(last) <= 0;
    }

    /// The number on the far side, unsigned 32 bits; only for an ID that the range contains.
    public int map(RequesterId id) {
        return output + (id.bits() - first.bits());
    }

    /// The number that the hardware gives, unsigned 32 bits; only for an ID that the range contains.
    public int wiredTo(RequesterId id) {
        return (wired == null ? output : wired) + (id.bits() - first.bits());
    }
}
