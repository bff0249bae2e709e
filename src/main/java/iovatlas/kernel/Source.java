package iovatlas.kernel;

/// Where a rule stands in the kernel.
///
/// @param path file in the source tree, e.g. `drivers/vfio/vfio_iommu_type1.c`
/// @param function name of the function in it, empty when the whole file is meant
public record Source(String path, String function) {

    public static Source of(String path, String function) {
        return new Source(path, function);
    }

    /// `drivers/vfio/vfio_iommu_type1.c:vfio_dma_do_map`.
    @Override
    public String toString() {
        return function.isEmpty() ? path : path + ":" + function;
    }
}
