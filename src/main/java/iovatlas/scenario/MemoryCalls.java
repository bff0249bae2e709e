package iovatlas.scenario;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.UserVirtual;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.MapRequest;
import iovatlas.kernel.vfio.UnmapRequest;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.IovaSpace;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// The calls that map and unmap memory.
///
/// @param calls where they go
record MemoryCalls(CallSequence calls) {

    private static final KernelRule NO_REGION =
            KernelRule.of(
                    "process-has-no-region",
                    "The owner of the space has no memory {0}.",
                    "mm/mmap.c",
                    "find_vma");
    private static final KernelRule NO_IOVA =
            KernelRule.of(
                    "type1-needs-iova",
                    "A container never chooses an IOVA; only an IOAS does.",
                    "drivers/vfio/vfio_iommu_type1.c",
                    "vfio_iommu_type1_map_dma");

    void map(Step.Map step, int number) {
        Optional<IovaSpace> space = calls.state().topology().space(step.space());
        if (space.isEmpty()) {
            new AttachCalls(calls).refuse("open", step.space());
            return;
        }
        OwnerMemory memory = OwnerMemory.of(owner(space));
        Optional<UserVirtual> address =
                memory.addressOf(step.backing(), step.offset(), step.iova());
        Iova iova = step.iova();
        if (address.isEmpty()) {
            made(
                    Outcome.refuse(
                            Errno.EFAULT,
                            NO_REGION,
                            new Evidence.OfText("", String.valueOf(step.backing()))));
        } else if (space.get() instanceof IovaSpace.Ioas ioas) {
            new IoasSteps(calls)
                    .map(ioas, step, address.get(), caller(step.space(), memory), number);
        } else if (iova == null) {
            made(Outcome.refuse(Errno.EINVAL, NO_IOVA));
        } else {
            int container = new AttachCalls(calls).open(step.space());
            MapRequest request =
                    MapRequest.of(
                            iova, field(step.size()), address.get(), step.read(), step.write());
            Transition<VfioState, MapRequest> mapped =
                    calls.vfioCalls()
                            .map(
                                    calls.state().vfio(),
                                    container,
                                    request,
                                    caller(step.space(), memory),
                                    number);
            calls.vfio(mapped.state());
            made(mapped.outcome());
        }
    }

    private void made(Outcome<MapRequest> outcome) {
        calls.made("VFIO_IOMMU_MAP_DMA", outcome, r -> r.iova().hex() + " size " + r.size().text());
    }

    void copy(Step.Copy step) {
        Optional<IovaSpace> to = calls.state().topology().space(step.ioas());
        Optional<IovaSpace> from = calls.state().topology().space(step.from());
        if (to.orElse(null) instanceof IovaSpace.Ioas target
                && from.orElse(null) instanceof IovaSpace.Ioas source) {
            new IoasSteps(calls).copy(step, target, source);
        } else {
            new AttachCalls(calls).refuse("IOMMU_IOAS_COPY", step.from());
        }
    }

    void unmap(Step.Unmap step) {
        Optional<IovaSpace> space = calls.state().topology().space(step.space());
        if (space.isEmpty()) {
            new AttachCalls(calls).refuse("open", step.space());
            return;
        }
        if (space.get() instanceof IovaSpace.Ioas ioas) {
            new IoasSteps(calls).unmap(ioas, step);
            return;
        }
        int container = new AttachCalls(calls).open(step.space());
        ByteSize size = step.size();
        UnmapRequest request =
                size == null ? UnmapRequest.all() : UnmapRequest.of(step.iova(), field(size));
        Transition<VfioState, ByteSize> unmapped =
                calls.vfioCalls()
                        .unmap(
                                calls.state().vfio(),
                                container,
                                request,
                                caller(step.space(), OwnerMemory.of(owner(space))));
        calls.vfio(unmapped.state());
        calls.made("VFIO_IOMMU_UNMAP_DMA", unmapped.outcome(), s -> s.text() + " unmapped");
    }

    /// A size in a field of 64 bits: the whole space does not fit, and reads 0.
    private static ByteSize field(ByteSize size) {
        return size.fitsIn64Bits() ? size : ByteSize.ZERO;
    }

    private @Nullable ContainerOwner owner(Optional<IovaSpace> space) {
        String name = space.isEmpty() ? null : space.get().owner();
        return name == null ? null : calls.state().topology().owner(name).orElse(null);
    }

    private static CallingProcess caller(String space, OwnerMemory memory) {
        return CallingProcess.privileged(space, memory.memory());
    }
}
