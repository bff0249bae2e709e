package iovatlas.topology;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A device on no PCI bus (platform, fsl-mc, amba).
///
/// @param name as in sysfs
/// @param bus `platform`, `fsl-mc`, `amba`
/// @param iommu name of the IOMMU in front of it, null for none
/// @param streamIds its stream IDs, unsigned 32 bits
/// @param msiController name of its MSI controller, null for none
/// @param driver the driver bound at boot, null for none
public record PlatformDevice(
        String name,
        String bus,
        @Nullable String iommu,
        List<Integer> streamIds,
        @Nullable String msiController,
        @Nullable String driver) {

    public PlatformDevice {
        streamIds = List.copyOf(streamIds);
    }
}
