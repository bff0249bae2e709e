package iovatlas.kernel.doorbell;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;

/// No translation of messages: the function has no group, its domain is an identity domain, or the
/// doorbell lies in a window that hardware decodes. The message keeps the physical address.
///
/// Source: `drivers/iommu/iommu.c:iommu_dma_prepare_msi`,
/// `drivers/iommu/dma-iommu.c:cookie_init_hw_msi_region`.
public record PhysicalDoorbells() implements DoorbellMapper<PhysicalDoorbells> {

    @Override
    public Transition<PhysicalDoorbells, Iova> map(HostPhysical doorbell) {
        return new Transition<>(this, Outcome.ok(Iova.of(doorbell.unsignedBits())));
    }
}
