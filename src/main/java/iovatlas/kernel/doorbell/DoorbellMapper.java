package iovatlas.kernel.doorbell;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Transition;

/// How the domain that a function is attached to makes a doorbell reachable. Whoever owns the domain
/// implements it; it is asked when a vector is allocated and the interrupt controller is one that
/// asks (ITS, GICv2m, MBI; never on x86).
///
/// Source: `drivers/iommu/iommu.c:iommu_dma_prepare_msi`.
///
/// @param <M> the mapper itself: the state after the call comes back as the same type
public interface DoorbellMapper<M extends DoorbellMapper<M>> {

    /// Makes a doorbell register reachable, mapping its page if it is not mapped yet.
    ///
    /// @param doorbell the register's physical address
    /// @return the address that the function has to write to, page and offset; or the errno that
    ///     keeps the vector from being allocated
    Transition<M, Iova> map(HostPhysical doorbell);
}
