package iovatlas.topology;

import iovatlas.address.HostPhysical;

import org.jspecify.annotations.Nullable;

/// One IOMMU instance.
///
/// @param name unique, e.g. `smmu0`
/// @param hardware what it can do
/// @param base its registers, null when not known
/// @param function the PCI function that it is (AMD, virtio-iommu), null otherwise
public record Iommu(
        String name,
        IommuHardware hardware,
        @Nullable HostPhysical base,
        @Nullable PciAddress function) {

    public IommuKind kind() {
        return hardware.kind();
    }
}
