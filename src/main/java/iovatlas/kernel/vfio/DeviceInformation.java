package iovatlas.kernel.vfio;

/// The answer of VFIO_DEVICE_GET_INFO for a PCI function.
///
/// @param flags 1 reset works, 2 PCI
/// @param regions number of region indexes
/// @param irqs number of interrupt indexes
public record DeviceInformation(int flags, int regions, int irqs) {}
