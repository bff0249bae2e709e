package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex.Entry;
import iovatlas.address.RangeSet;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Calls on the character device of a mediated device, and what its driver asks of the IOAS. Nobody
/// owns any DMA, nothing is reserved, and interrupts need not be isolated.
///
/// Source: `drivers/vfio/iommufd.c:vfio_iommufd_emulated_bind, vfio_iommufd_emulated_attach_ioas`,
/// `drivers/iommu/iommufd/device.c:iommufd_access_create, iommufd_access_change_ioas`.
///
/// @param host the machine now
public record AccessCalls(IommufdHost host) {

    /// VFIO_DEVICE_BIND_IOMMUFD; gives the id of the access object.
    public Transition<IommufdState, Integer> bind(
            IommufdState state, String device, int group, int context) {
        if (state.vfio().group(group).isPresent()) {
            return refused(state, Errno.EBUSY, IommufdRules.GROUP_OPEN, device);
        }
        if (state.contextOfAccess(device).isPresent()) {
            return refused(state, Errno.EINVAL, IommufdRules.BOUND_TWICE, device);
        }
        Context owner = state.context(context).orElseThrow();
        Access made = Access.made(owner.freeId(), device, group);
        return new Transition<>(state.with(owner.with(made)), Outcome.ok(made.id()));
    }

    /// VFIO_DEVICE_ATTACH_IOMMUFD_PT; gives the id of the IOAS back. Attached already, it moves.
    ///
    /// @param target id of an IOAS; anything else is refused
    public Transition<IommufdState, Integer> attach(IommufdState state, String device, int target) {
        Context context = state.contextOfAccess(device).orElse(null);
        if (context == null) {
            return refused(state, Errno.EINVAL, IommufdRules.NOT_BOUND, device);
        }
        Access access = context.access(device).orElseThrow();
        Ioas ioas = context.ioas(target).orElse(null);
        if (ioas == null) {
            var id = new Evidence.OfText("", Integer.toString(target));
            return new Transition<>(state, refuse(Errno.ENOENT, IommufdRules.NO_OBJECT, id));
        }
        if (access.isAttachedTo(target)) {
            return new Transition<>(state, Outcome.ok(target));
        }
        Ioas joined = ioas.withAccesses(ioas.accesses() + 1);
        Outcome.Refusal<Integer> misfit = new IoasAttach(ioas).misaligned(joined.alignment());
        if (misfit != null) {
            return new Transition<>(state, misfit);
        }
        Context moved = left(context, access).with(joined).with(access.withIoas(target));
        return new Transition<>(
                state.with(moved), Outcome.ok(target, Reason.of(IommufdRules.ACCESS_ATTACHED)));
    }

    /// Closes the character device: its driver unpins what it had pinned.
    public IommufdState close(IommufdState state, String device) {
        Context context = state.contextOfAccess(device).orElse(null);
        if (context == null) {
            return state;
        }
        Access access = context.access(device).orElseThrow();
        return state.with(left(context, access).withoutAccess(access.id()));
    }

    private static Context left(Context context, Access access) {
        Ioas old = Optional.ofNullable(access.ioas()).flatMap(context::ioas).orElse(null);
        return old == null ? context : context.with(old.withAccesses(old.accesses() - 1));
    }

    /// The driver pins pages of the IOAS; gives how many.
    ///
    /// Source: `drivers/iommu/iommufd/device.c:iommufd_access_pin_pages`.
    ///
    /// @param write whether it wants to write there
    public Transition<IommufdState, Long> pin(
            IommufdState state, String device, AddressRange<Iova> range, boolean write) {
        Context context = state.contextOfAccess(device).orElseThrow();
        Access access = context.access(device).orElseThrow();
        Ioas ioas = Optional.ofNullable(access.ioas()).flatMap(context::ioas).orElse(null);
        if (ioas == null) {
            return refused(state, Errno.ENOENT, IommufdRules.NOT_BOUND, device);
        }
        Outcome.Refusal<Long> refusal = unpinnable(ioas, range, write);
        if (refusal != null) {
            return new Transition<>(state, refusal);
        }
        Access holding = access.withPinned(access.pinned().plus(range));
        ByteSize page = context.page();
        return new Transition<>(
                state.with(context.with(holding)), Outcome.ok(range.size().unsignedCountOf(page)));
    }

    private static Outcome.@Nullable Refusal<Long> unpinnable(
            Ioas ioas, AddressRange<Iova> range, boolean write) {
        RangeSet<Iova> left = RangeSet.<Iova>empty().plus(range);
        for (Entry<Iova, Area> area : ioas.areas().overlapping(range)) {
            left = left.minus(area.range());
            if (write && !area.value().write()) {
                return refuse(
                        Errno.EPERM,
                        IommufdRules.ACCESS_READ_ONLY,
                        new Evidence.OfRange("mapping", area.range()));
            }
        }
        return left.isEmpty()
                ? null
                : refuse(
                        Errno.ENOENT,
                        IommufdRules.ACCESS_HOLE,
                        new Evidence.OfAddress("", left.ranges().getFirst().first()));
    }

    private static <V> Transition<IommufdState, V> refused(
            IommufdState state, Errno errno, KernelRule rule, String device) {
        return new Transition<>(state, refuse(errno, rule, new Evidence.OfText("", device)));
    }
}
