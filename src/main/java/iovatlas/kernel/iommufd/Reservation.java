package iovatlas.kernel.iommufd;

import iovatlas.kernel.Reason;

/// Why addresses of an IOAS are reserved.
///
/// @param object id of the device or page table that reserved them
/// @param reason the region, or the reach of the page table
public record Reservation(int object, Reason reason) {}
