package iovatlas.kernel.iommufd;

import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

/// A device object of a context.
///
/// Source: `drivers/iommu/iommufd/iommufd_private.h:struct iommufd_device`.
///
/// @param id the object's
/// @param at the function
/// @param group number of its IOMMU group
/// @param hwpt id of the page table that it is attached to, null for none
/// @param opens how often it is open through its VFIO group; 0 for its own character device
/// @param intx whether its legacy interrupt has a handler
public record BoundDevice(
        int id, PciAddress at, int group, @Nullable Integer hwpt, int opens, boolean intx) {

    BoundDevice withHwpt(@Nullable Integer value) {
        return new BoundDevice(id, at, group, value, opens, intx);
    }

    BoundDevice withOpens(int value) {
        return new BoundDevice(id, at, group, hwpt, value, intx);
    }

    BoundDevice withIntx(boolean value) {
        return new BoundDevice(id, at, group, hwpt, opens, value);
    }

    boolean isAttachedTo(int id) {
        return hwpt != null && hwpt == id;
    }
}
