package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.iommu.ReservedRegion;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One page table behind a space.
///
/// @param number within the space; the oldest is 0
/// @param iommu name of the IOMMU whose table it is
/// @param aperture what it can translate
/// @param pageSizes page sizes of the table
/// @param groups numbers of the groups attached to it
/// @param reserved reserved regions of those groups, merged
/// @param window where the kernel puts doorbell pages, null for a domain without such a window
/// @param table what the page table is called: its name in the document, or `hwpt 3 (auto)` for one
///     that an attach to an IOAS made; empty for a container's
/// @param doorbells the doorbell pages that are mapped now, by IOVA
public record DomainView(
        int number,
        String iommu,
        AddressRange<Iova> aperture,
        PageSizes pageSizes,
        List<Integer> groups,
        List<ReservedRegion> reserved,
        @Nullable AddressRange<Iova> window,
        String table,
        List<DoorbellView> doorbells) {

    public DomainView {
        groups = List.copyOf(groups);
        reserved = List.copyOf(reserved);
        doorbells = List.copyOf(doorbells);
    }
}
