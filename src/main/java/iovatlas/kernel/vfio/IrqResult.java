package iovatlas.kernel.vfio;

import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.HostInterrupts;

/// What a VFIO_DEVICE_SET_IRQS did.
///
/// @param state of VFIO afterwards; doorbell pages may have been mapped even by a refused call
/// @param interrupts of the host afterwards
/// @param outcome 0, or the number of vectors that could be had instead
public record IrqResult(VfioState state, HostInterrupts interrupts, Outcome<Integer> outcome) {}
