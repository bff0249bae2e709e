package iovatlas.scenario;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.DmaOwnership;
import iovatlas.kernel.vfio.Type1Rules;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;

/// The lines that the kernel prints about a refusal.
///
/// @param state the moment before it
record KernelPrints(KernelState state) {

    /// Since when the driver core names the driver in its line about a failed probe.
    private static final KernelRelease PROBE_WITH_DRIVER = KernelRelease.of(6, 10);

    /// What a refused call to VFIO prints; most print nothing.
    ///
    /// Source: `drivers/iommu/iommu.c:__iommu_device_set_domain`,
    /// `drivers/iommu/intel/iommu.c:intel_iommu_attach_device`,
    /// `drivers/vfio/vfio_iommu_type1.c:vfio_iommu_type1_attach_group`.
    List<String> of(List<Reason> reasons) {
        return reasons.stream().flatMap(reason -> of(reason).stream()).toList();
    }

    private Optional<String> of(Reason reason) {
        if (reason.rule().equals(DmaOwnership.DIRECT_REGION)) {
            return device(reason)
                    .map(at ->
                            prefix(at)
                                    + "Firmware has requested this device have a 1:1 IOMMU mapping,"
                                    + " rejecting configuring the device without a 1:1 mapping."
                                    + " Contact your platform vendor.");
        }
        if (reason.rule().equals(DmaOwnership.DIRECT_REGION_VTD)
                || reason.rule().equals(Type1Rules.DIRECT_VTD)) {
            return device(reason)
                    .map(at ->
                            prefix(at)
                                    + "Device is ineligible for IOMMU domain attach due to platform"
                                    + " RMRR requirement.  Contact your platform vendor.");
        }
        return reason.rule().equals(Type1Rules.UNSAFE_INTERRUPTS)
                ? Optional.of(
                        "vfio_iommu_type1_attach_group: No interrupt remapping support.  Use the"
                                + " module param \"allow_unsafe_interrupts\" to enable VFIO IOMMU"
                                + " support on this platform")
                : Optional.empty();
    }

    /// A driver whose probe failed.
    ///
    /// Source: `drivers/base/dd.c:call_driver_probe`.
    String probeFailed(PciAddress at, String driver, int errno) {
        return state.facts().release().value().atLeast(PROBE_WITH_DRIVER)
                ? "%s %s: probe with driver %s failed with error -%d"
                        .formatted(driver, at, driver, errno)
                : "%s: probe of %s failed with error -%d".formatted(driver, at, errno);
    }

    private String prefix(PciAddress at) {
        return state.driverOf(at).orElse("pci") + " " + at + ": ";
    }

    private static Optional<PciAddress> device(Reason reason) {
        for (Evidence evidence : reason.evidence()) {
            if (evidence instanceof Evidence.OfFunction function) {
                return Optional.of(function.at());
            }
        }
        return Optional.empty();
    }
}
