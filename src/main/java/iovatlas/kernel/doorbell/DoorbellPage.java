package iovatlas.kernel.doorbell;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;

/// A doorbell page of a domain.
///
/// @param iova one granule
/// @param page the physical page behind it
public record DoorbellPage(AddressRange<Iova> iova, HostPhysical page) {

    /// The IOVA of a register of that page.
    Iova of(HostPhysical register) {
        return iova.first().plusExact(register.offsetFrom(page));
    }
}
