package iovatlas.kernel.iommu;

import iovatlas.kernel.Reason;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How a function came to its group.
///
/// @param joined the function
/// @param through the function whose group it joined, null when it founded a new one
/// @param reasons the rules from the function to the other, in the order in which they applied
public record JoinLink(PciAddress joined, @Nullable PciAddress through, List<Reason> reasons) {

    public JoinLink {
        reasons = List.copyOf(reasons);
    }
}
