package iovatlas.kernel.iommu;

import iovatlas.topology.Iommu;

import java.util.List;

/// What a device looks like from its IOMMU.
///
/// @param iommu the instance in front of it
/// @param streamIds the numbers it sends, unsigned 32 bits, in the kernel's order: its own first,
///     then those of its aliases
public record IommuSide(Iommu iommu, List<Integer> streamIds) {

    public IommuSide {
        streamIds = List.copyOf(streamIds);
    }

    /// Whether some alias gives it a number besides its own.
    public boolean hasAliasIds() {
        return streamIds.stream().distinct().count() > 1;
    }
}
