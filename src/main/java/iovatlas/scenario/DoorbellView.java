package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;

/// A doorbell page in a domain.
///
/// @param iova one granule
/// @param page the physical page behind it
/// @param controller name of the MSI controller that owns the page
/// @param users how many vectors use it
public record DoorbellView(
        AddressRange<Iova> iova, HostPhysical page, String controller, int users) {}
