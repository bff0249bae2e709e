package iovatlas.kernel.iommu;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;

import org.jspecify.annotations.Nullable;

/// What a paging domain is like that VFIO or iommufd allocates for a function.
///
/// @param iommu name of the IOMMU instance that it is allocated from
/// @param format page tables, and with them the kernel's operations pointer
/// @param stage1 whether the tables are first-stage (stage 1) tables
/// @param instanceBound whether only functions behind that very instance can be attached
/// @param aperture the addresses that it translates, inclusive
/// @param pageSizes the sizes that it maps, as the driver reports them
/// @param coherency the result of enforcing cache coherency for it
/// @param hardware what else has to agree before VT-d lets another instance attach; null otherwise
public record DomainShape(
        String iommu,
        PageTableFormat format,
        boolean stage1,
        boolean instanceBound,
        AddressRange<Iova> aperture,
        PageSizes pageSizes,
        boolean coherency,
        @Nullable VtdDemands hardware) {

    /// The properties of a VT-d domain that a further unit has to have too.
    ///
    /// @param width address width in bits
    /// @param snoop whether the domain relies on snoop control
    public record VtdDemands(int width, boolean snoop) {}

    /// Whether the two domains have the same operations pointer.
    public boolean sameOps(DomainShape other) {
        return format == other.format;
    }

    /// Whether a function whose own domain would have the shape `device` can be attached to this
    /// domain; the kernel answers EINVAL otherwise.
    ///
    /// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_attach_dev`,
    /// `drivers/iommu/intel/iommu.c:paging_domain_compatible`, `drivers/iommu/virtio-iommu.c`.
    public boolean accepts(DomainShape device) {
        return obstacle(device) == null;
    }

    /// What keeps such a function out of this domain, null when nothing does.
    public @Nullable DomainDifference obstacle(DomainShape device) {
        if (instanceBound) {
            return iommu.equals(device.iommu) ? null : DomainDifference.INSTANCE;
        }
        if (!sameOps(device)) {
            return DomainDifference.OPERATIONS;
        }
        VtdDemands needs = hardware;
        VtdDemands has = device.hardware;
        if (needs == null || has == null) {
            return null;
        }
        if (needs.width() > has.width()) {
            return DomainDifference.WIDTH;
        }
        if ((pageSizes.bitmap() & ~device.pageSizes.bitmap()) != 0) {
            return DomainDifference.PAGES;
        }
        return needs.snoop() && !has.snoop() ? DomainDifference.SNOOP : null;
    }
}
