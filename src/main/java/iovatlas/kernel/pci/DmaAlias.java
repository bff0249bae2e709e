package iovatlas.kernel.pci;

import iovatlas.topology.RequesterId;

/// One requester ID under which a function's transactions can reach the root bus.
///
/// @param reporter who causes it: the function itself, or a bridge above it
/// @param requester the ID, without the segment
/// @param cause why
public record DmaAlias(PciNode reporter, RequesterId requester, Cause cause) {

    /// Why an ID is on the list.
    public enum Cause {
        /// The function's own ID.
        OWN,
        /// A quirk, an IVRS alias or the document lets it use another devfn of its bus.
        DEVFN,
        /// A bridge to conventional PCI sends as its secondary bus, device 0, function 0.
        SECONDARY_BUS,
        /// A bridge sends under its own ID.
        BRIDGE
    }
}
