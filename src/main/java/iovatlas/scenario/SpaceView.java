package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A container or IOAS at one moment, as views and rules look at it.
///
/// @param name of the space
/// @param owner name of its owner, null for none
/// @param iommufd whether it is an IOAS
/// @param advertised the ranges that user space is told it may use; empty before anything is
///     attached to a container
/// @param mappings what user space has mapped
/// @param domains the page tables that mirror it, oldest first
/// @param mediated the mediated devices in it, which no page table serves
public record SpaceView(
        String name,
        @Nullable String owner,
        boolean iommufd,
        List<AddressRange<Iova>> advertised,
        RangeIndex<Iova, UserMapping> mappings,
        List<DomainView> domains,
        List<MediatedView> mediated) {

    /// One without mediated devices.
    public SpaceView(
            String name,
            @Nullable String owner,
            boolean iommufd,
            List<AddressRange<Iova>> advertised,
            RangeIndex<Iova, UserMapping> mappings,
            List<DomainView> domains) {
        this(name, owner, iommufd, advertised, mappings, domains, List.of());
    }

    public SpaceView {
        advertised = List.copyOf(advertised);
        domains = List.copyOf(domains);
        mediated = List.copyOf(mediated);
    }
}
