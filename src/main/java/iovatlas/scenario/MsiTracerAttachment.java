package iovatlas.scenario;

import iovatlas.kernel.DomainType;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.doorbell.KernelDomainDoorbells;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Which page table translates a function's writes at a moment.
sealed interface MsiTracerAttachment {

    /// Since when a group that joins a container is claimed.
    KernelRelease CLAIMS = KernelRelease.of(5, 19);

    /// A domain of a container or IOAS.
    record OfSpace(SpaceView space, DomainView domain) implements MsiTracerAttachment {}

    /// The DMA-API domain of a group.
    ///
    /// @param pages its doorbell pages, null when it has none
    record OfKernel(int group, @Nullable KernelDomainDoorbells pages)
            implements MsiTracerAttachment {}

    /// An identity domain.
    record Identity(int group) implements MsiTracerAttachment {}

    /// A domain in which everything faults.
    record Blocked(int group) implements MsiTracerAttachment {}

    /// No IOMMU in the way.
    record None() implements MsiTracerAttachment {}

    static MsiTracerAttachment of(KernelState state, PciAddress at) {
        IommuGroup group = state.groups().groupOf(at).orElse(null);
        if (group == null) {
            return new None();
        }
        Optional<SpaceView> space = state.spaceOf(at).flatMap(state::space);
        // An open group without container still has its default domain.
        return space.map(view -> inSpace(state, group, view))
                .orElseGet(() -> ofDefault(state, group));
    }

    /// Who joins a space claims the group's DMA first, and that puts a blocking domain in force until
    /// one of the space takes over. Earlier releases claim nothing.
    ///
    /// Source: `drivers/vfio/container.c:vfio_container_attach_group` (vfio.c before 6.2),
    /// `drivers/iommu/iommu.c:iommu_group_claim_dma_owner` (since 5.19),
    /// `drivers/iommu/iommufd/device.c:iommufd_device_bind`.
    private static MsiTracerAttachment inSpace(
            KernelState state, IommuGroup group, SpaceView space) {
        return space.domains().stream()
                .filter(d -> d.groups().contains(group.number()))
                .findFirst()
                .<MsiTracerAttachment>map(d -> new OfSpace(space, d))
                .orElseGet(() ->
                        state.facts().release().value().atLeast(CLAIMS)
                                ? new Blocked(group.number())
                                : ofDefault(state, group));
    }

    private static MsiTracerAttachment ofDefault(KernelState state, IommuGroup group) {
        DomainType type = group.type();
        return switch (type) {
            case IDENTITY -> new Identity(group.number());
            case BLOCKED -> new Blocked(group.number());
            case DMA, DMA_FQ, UNMANAGED, UNKNOWN ->
                    new OfKernel(
                            group.number(),
                            state.interrupts().kernelDomain(group.number()).orElse(null));
        };
    }
}
