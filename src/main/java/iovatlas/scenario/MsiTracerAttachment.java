package iovatlas.scenario;

import iovatlas.kernel.DomainType;
import iovatlas.kernel.doorbell.KernelDomainDoorbells;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.vfio.GroupFile;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Which page table translates a function's writes at a moment.
sealed interface MsiTracerAttachment {

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
        if (space.isPresent()) {
            return space.get().domains().stream()
                    .filter(d -> d.groups().contains(group.number()))
                    .findFirst()
                    .<MsiTracerAttachment>map(d -> new OfSpace(space.get(), d))
                    .orElseGet(() -> new Blocked(group.number()));
        }
        // An open group without container belongs to user space and has a blocking domain.
        Optional<GroupFile> open = state.vfio().group(group.number());
        return open.isPresent() ? new Blocked(group.number()) : ofDefault(state, group);
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
