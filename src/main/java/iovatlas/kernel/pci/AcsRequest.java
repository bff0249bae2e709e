package iovatlas.kernel.pci;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.FirmwareKind;
import iovatlas.topology.IdMap;
import iovatlas.topology.IommuKind;
import iovatlas.topology.Topology;

/// When, during boot, somebody calls `pci_request_acs`.
public enum AcsRequest {
    /// Nobody does.
    NEVER,
    /// Before PCI is enumerated: every function gets its bits.
    BEFORE_ENUMERATION,
    /// With the first driver that binds to a PCI function: only functions enumerated later get
    /// their bits.
    AT_FIRST_BIND,
    /// Right before each function is configured for DMA: every function gets its bits.
    WITH_EACH_FUNCTION;

    /// What a machine does.
    ///
    /// Source: `drivers/iommu/intel/dmar.c:detect_intel_iommu`,
    /// `drivers/iommu/amd/init.c:amd_iommu_detect`,
    /// `drivers/acpi/arm64/iort.c:iort_enable_acs`, `drivers/acpi/viot.c:acpi_viot_early_init`,
    /// `drivers/iommu/of_iommu.c:of_iommu_configure`.
    public static AcsRequest of(Topology topology, BootFacts facts) {
        if (facts.firmware().value() == FirmwareKind.DEVICE_TREE) {
            return PciRules.ACS_REQUEST_TOO_LATE.holdsIn(facts.release().value())
                    ? AT_FIRST_BIND
                    : WITH_EACH_FUNCTION;
        }
        boolean viot = topology.iommus().stream().anyMatch(i -> i.kind() == IommuKind.VIRTIO_IOMMU);
        boolean asked =
                viot
                        || switch (facts.architecture().value()) {
                            case X86_64 -> facts.iommuOn().value() && !topology.iommus().isEmpty();
                            case ARM64, PPC64 -> somethingIsTranslated(topology);
                        };
        return asked ? BEFORE_ENUMERATION : NEVER;
    }

    private static boolean somethingIsTranslated(Topology topology) {
        return topology.idMaps().stream()
                .filter(map -> map.role() == IdMap.Role.IOMMU)
                .anyMatch(map -> topology.iommu(map.target()).isPresent());
    }
}
