package iovatlas.kernel.iommufd;

import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.vfio.VfioHost;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;

/// The machine around iommufd at one moment: what VFIO sees, and what is asked for single functions.
public interface IommufdHost extends VfioHost {

    /// The reserved regions of one function in driver order, before any merging.
    List<ReservedRegion> regionsOf(PciAddress at);

    /// What the domain is like that a function gets, empty when no IOMMU translates for it.
    Optional<DomainShape> shapeOf(PciAddress at);

    /// What IOMMU_GET_HW_INFO tells about the IOMMU in front of a function.
    HardwareInformation hardwareOf(PciAddress at);

    /// What a table with flags of IOMMU_HWPT_ALLOC is like, empty when the IOMMU's driver does not take
    /// them.
    Optional<DomainShape> shapeOf(PciAddress at, int flags);
}
