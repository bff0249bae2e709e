package iovatlas.kernel.iommu;

import java.util.Set;

/// What a driver's name says about DMA.
///
/// Source: `driver_managed_dma` in the drivers' `struct pci_driver`.
public final class BoundDrivers {

    /// Drivers that leave DMA to others without being VFIO's.
    private static final Set<String> NO_DMA = Set.of("pci-stub", "pcieport");

    private BoundDrivers() {}

    /// Whether it is vfio-pci or one of the variants of it that vendors made: `mlx5-vfio-pci`,
    /// `nvgrace_gpu_vfio_pci`, `hisi_acc_vfio_pci` and so on.
    public static boolean isVfio(String driver) {
        String spelling = driver.replace('_', '-');
        return spelling.equals("vfio-pci") || spelling.endsWith("-vfio-pci");
    }

    /// Whether it uses the DMA API, so that a group with it is not viable for user space.
    public static boolean usesDmaApi(String driver) {
        return !isVfio(driver) && !NO_DMA.contains(driver);
    }
}
