package iovatlas.kernel.iommu;

import iovatlas.kernel.DomainType;
import iovatlas.topology.PciAddress;

import java.util.List;

/// An IOMMU group as the model computes it.
///
/// @param number as Linux would number it
/// @param members PCI functions in probe order; the first is the one domains are allocated from
/// @param otherMembers names of members on no PCI bus, in probe order
/// @param type type of the default domain
/// @param reserved merged reserved regions in the kernel's order
public record IommuGroup(
        int number,
        List<PciAddress> members,
        List<String> otherMembers,
        DomainType type,
        List<ReservedRegion> reserved) {

    public IommuGroup {
        members = List.copyOf(members);
        otherMembers = List.copyOf(otherMembers);
        reserved = List.copyOf(reserved);
    }

    /// The same group under another number.
    public IommuGroup withNumber(int value) {
        return new IommuGroup(value, members, otherMembers, type, reserved);
    }

    /// The same group with another default domain.
    public IommuGroup withType(DomainType value) {
        return new IommuGroup(number, members, otherMembers, value, reserved);
    }

    public boolean contains(PciAddress at) {
        return members.contains(at);
    }
}
