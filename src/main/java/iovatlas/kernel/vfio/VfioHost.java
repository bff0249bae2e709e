package iovatlas.kernel.vfio;

import iovatlas.kernel.BootFacts;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.Optional;

/// The machine around VFIO at one moment: groups, drivers and functions as they are now.
public interface VfioHost {

    BootFacts facts();

    /// The group of that number, if there is one behind an IOMMU.
    Optional<GroupTraits> group(int number);

    /// The function for which VFIO made the group of that number, which no IOMMU is in front of; empty
    /// for every other group.
    default Optional<PciAddress> noIommuMember(int group) {
        return Optional.empty();
    }

    /// The mediated device for which VFIO made the group of that number; empty for every other group.
    default Optional<String> emulatedMember(int group) {
        return Optional.empty();
    }

    /// The group of a function, if it has one.
    Optional<GroupTraits> groupOf(PciAddress at);

    Optional<PciFunction> function(PciAddress at);

    /// Whether a reset of that function alone works: it offers a method itself, or it is the only
    /// function below a bridge.
    ///
    /// Source: `drivers/pci/pci.c:pci_reset_fn_methods`.
    boolean canReset(PciAddress at);
}
