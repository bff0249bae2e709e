package iovatlas.kernel.iommufd;

import iovatlas.kernel.iommu.DomainShape;

/// A domain that mirrors an IOAS.
///
/// @param hwpt id of the page table object
public record IoasDomain(int hwpt, DomainShape shape) {}
