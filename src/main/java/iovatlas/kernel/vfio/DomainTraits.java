package iovatlas.kernel.vfio;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.topology.IommuKind;

/// What type1 can tell about the paging domain that an IOMMU driver allocates for a group.
///
/// @param iommu name of the IOMMU instance
/// @param kind its driver
/// @param table which of the driver's domain operations it got; domains of different operations
///     never share (VT-d has two since 7.3), nor do domains that an attach would refuse for their
///     capabilities
/// @param aperture what it can translate
/// @param pageSizes what it can map
/// @param coherent whether it can enforce cache coherency
public record DomainTraits(
        String iommu,
        IommuKind kind,
        String table,
        AddressRange<Iova> aperture,
        PageSizes pageSizes,
        boolean coherent) {

    /// Whether a device that would get a domain of the `other` traits can be attached to a domain of
    /// these.
    ///
    /// Source: `arm-smmu-v3.c:arm_smmu_attach_dev`, `virtio-iommu.c:viommu_attach_dev`,
    /// `intel/iommu.c:paging_domain_compatible`, `amd/iommu.c:amd_iommu_attach_device`.
    boolean accepts(DomainTraits other) {
        if (kind != other.kind || !table.equals(other.table) || coherent != other.coherent) {
            return false;
        }
        return switch (kind) {
            case SMMU_V2, SMMU_V3, VIRTIO_IOMMU -> iommu.equals(other.iommu);
            case VTD -> aperture.equals(other.aperture) && pageSizes.equals(other.pageSizes);
            case AMD_VI -> true;
        };
    }
}
