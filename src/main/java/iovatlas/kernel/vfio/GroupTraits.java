package iovatlas.kernel.vfio;

import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.DmaOwnership;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What VFIO can tell about an IOMMU group at one moment.
///
/// @param number the kernel's number of the group
/// @param vfioMembers its members bound to a VFIO driver, in probe order
/// @param kernelMembers its members bound to a driver that uses the DMA API
/// @param reserved its reserved regions, merged, in the kernel's order
/// @param direct the member for which firmware demands an identity mapping that must not go away,
///     null for none
/// @param kind the IOMMU in front of it
/// @param domain the domain that its first member would get
/// @param unsafeMsi why its members can forge each other's interrupts, null when they cannot
public record GroupTraits(
        int number,
        List<PciAddress> vfioMembers,
        List<PciAddress> kernelMembers,
        List<ReservedRegion> reserved,
        @Nullable PciAddress direct,
        IommuKind kind,
        DomainShape domain,
        @Nullable Reason unsafeMsi) {

    public GroupTraits {
        vfioMembers = List.copyOf(vfioMembers);
        kernelMembers = List.copyOf(kernelMembers);
        reserved = List.copyOf(reserved);
    }

    /// The group as a claim of its DMA looks at it.
    public DmaOwnership.Claimed claimed() {
        return new DmaOwnership.Claimed(number, kernelMembers, direct, kind);
    }
}
