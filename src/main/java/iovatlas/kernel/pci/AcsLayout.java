package iovatlas.kernel.pci;

import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciId;

/// Where a function has its ACS words. Some Intel root ports have 32-bit registers, so that the
/// control word is not where the specification puts it and tools that do not know this show it
/// clear.
///
/// Source: `drivers/pci/quirks.c:pci_quirk_intel_spt_pch_acs_match`.
public final class AcsLayout {

    private static final int USUAL_CONTROL = 6;
    private static final int WIDE_CONTROL = 8;

    private AcsLayout() {}

    /// Offset of the control word in the ACS capability.
    public static int controlOffset(PciId id, FunctionKind kind) {
        boolean wide =
                kind == FunctionKind.ROOT_PORT
                        && AcsQuirk.TABLE.stream()
                                .filter(q ->
                                        q.mechanism() == AcsQuirk.Mechanism.REGISTERS_OF_ROOT_PORT)
                                .anyMatch(q -> q.vendor() == id.vendor() && q.covers(id.device()));
        return wide ? WIDE_CONTROL : USUAL_CONTROL;
    }
}
