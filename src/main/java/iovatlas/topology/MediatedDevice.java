package iovatlas.topology;

/// A device that the driver of a PCI function makes in software on top of it (an mdev). It has no
/// requester ID and no IOMMU: the driver reaches memory on its behalf and signals its interrupts.
///
/// @param name as in sysfs, mostly a UUID
/// @param parent the function whose driver makes it
/// @param type what it was created as, e.g. `i915-GVTg_V5_4`; empty where nobody said
public record MediatedDevice(String name, PciAddress parent, String type) {}
