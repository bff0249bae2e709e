package iovatlas.scenario;

import iovatlas.topology.PciAddress;

/// Control bits of a function at a moment.
///
/// @param state the moment
/// @param at the function
record FunctionControl(KernelState state, PciAddress at) {

    /// Whether the function may write to memory. VFIO clears the bit when it opens a function and
    /// closes it; unless a step says otherwise, the user is taken to set it before it wants vectors.
    ///
    /// Source: `drivers/vfio/pci/vfio_pci_core.c:vfio_pci_core_enable`.
    boolean busMaster() {
        Boolean written = state.writes().control(at).map(Step.WriteConfig::busMaster).orElse(null);
        boolean idle = state.isOpen(at) && state.interrupts().vectorsOf(at).active() == null;
        return written == null ? !idle : written;
    }

    /// Whether the function mask of MSI-X is set.
    boolean functionMask() {
        return Boolean.TRUE.equals(
                state.writes().control(at).map(Step.WriteConfig::functionMask).orElse(null));
    }
}
