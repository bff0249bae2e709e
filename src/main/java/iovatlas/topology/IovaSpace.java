package iovatlas.topology;

import org.jspecify.annotations.Nullable;

/// A user-visible IOVA space that a scenario can attach devices to: a VFIO container or an IOAS.
public sealed interface IovaSpace {

    /// Unique among containers and IOASes, e.g. `c0`.
    String name();

    /// Name of the owner, null when nobody is drawn.
    @Nullable String owner();

    /// A VFIO container.
    ///
    /// @param version2 TYPE1v2 (VFIO_SET_IOMMU 3) or TYPE1 (1)
    record Container(String name, @Nullable String owner, boolean version2) implements IovaSpace {}

    /// An I/O address space of an iommufd context.
    ///
    /// @param context name of the context (one open `/dev/iommu`); IOASes of one context share
    ///     their doorbell table
    record Ioas(String name, @Nullable String owner, String context) implements IovaSpace {}
}
