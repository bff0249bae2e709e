package iovatlas.topology;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// The capabilities of a function that decide about its groups, its DMA and its interrupts.
///
/// @param acs Access Control Services, null without the capability
/// @param msi null without the capability
/// @param msix null without the capability
/// @param sriov null without the capability
/// @param ari Alternative Routing-ID Interpretation capability present
/// @param ats Address Translation Services capability present
/// @param pri Page Request Interface capability present
/// @param pasid Process Address Space ID capability present
/// @param resets the reset methods that the function's own capabilities offer
/// @param interruptPin 0 none, 1..4 INTA..INTD
public record PciCapabilities(
        @Nullable AcsCapability acs,
        @Nullable MsiCapability msi,
        @Nullable MsixCapability msix,
        @Nullable SriovCapability sriov,
        boolean ari,
        boolean ats,
        boolean pri,
        boolean pasid,
        Set<ResetMethod> resets,
        int interruptPin) {

    /// No capability at all.
    public static final PciCapabilities NONE =
            new PciCapabilities(null, null, null, null, false, false, false, false, Set.of(), 0);

    /// @throws IllegalArgumentException when the interrupt pin is not 0..4
    public PciCapabilities {
        resets = Set.copyOf(resets);
        if (interruptPin < 0 || interruptPin > 4) {
            throw new IllegalArgumentException("no interrupt pin: " + interruptPin);
        }
    }

    public PciCapabilities withAcs(@Nullable AcsCapability value) {
        return new PciCapabilities(
                value, msi, msix, sriov, ari, ats, pri, pasid, resets, interruptPin);
    }

    public PciCapabilities withMsi(@Nullable MsiCapability value) {
        return new PciCapabilities(
                acs, value, msix, sriov, ari, ats, pri, pasid, resets, interruptPin);
    }

    public PciCapabilities withMsix(@Nullable MsixCapability value) {
        return new PciCapabilities(
                acs, msi, value, sriov, ari, ats, pri, pasid, resets, interruptPin);
    }

    public PciCapabilities withSriov(@Nullable SriovCapability value) {
        return new PciCapabilities(
                acs, msi, msix, value, ari, ats, pri, pasid, resets, interruptPin);
    }
}
