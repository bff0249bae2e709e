package iovatlas.kernel.vfio;

/// The answer of VFIO_DEVICE_GET_IRQ_INFO.
///
/// @param count how many vectors the index has
/// @param flags 1 eventfd, 2 maskable, 4 automasked, 8 the number of vectors cannot change while on
public record IrqInformation(int count, int flags) {}
