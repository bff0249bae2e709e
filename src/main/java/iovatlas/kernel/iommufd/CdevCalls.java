package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.kernel.iommu.DmaOwnership;
import iovatlas.kernel.vfio.DeviceCalls;
import iovatlas.kernel.vfio.GroupTraits;
import iovatlas.kernel.vfio.VectorRange;
import iovatlas.topology.PciAddress;

import java.util.Optional;

/// Calls on the character device of a PCI function.
///
/// Source: `drivers/vfio/device_cdev.c`, `drivers/iommu/iommufd/device.c`.
///
/// @param host the machine now
public record CdevCalls(IommufdHost host) {

    /// What a VFIO_DEVICE_SET_IRQS did.
    ///
    /// @param state doorbell pages may have been mapped even by a refused call
    /// @param outcome 0, or the number of vectors that could be had instead
    public record IrqsSet(
            IommufdState state, HostInterrupts interrupts, Outcome<Integer> outcome) {}

    /// Opens `/dev/vfio/devices/vfioN`.
    public Transition<IommufdState, PciAddress> open(IommufdState state, PciAddress at) {
        boolean node =
                host.facts().iommufd().value()
                        && host.groupOf(at).filter(g -> g.vfioMembers().contains(at)).isPresent();
        return node
                ? new Transition<>(state.withFile(at, IommufdState.UNBOUND), Outcome.ok(at))
                : refused(state, Errno.ENOENT, IommufdRules.NO_NODE, at);
    }

    /// Closes it: the device leaves its page table and its context.
    public IommufdState close(IommufdState state, PciAddress at) {
        Integer number = state.files().get(at);
        IommufdState rest = state.withoutFile(at);
        return number == null || number == IommufdState.UNBOUND
                ? rest
                : unbound(rest, rest.context(number).orElseThrow(), at);
    }

    /// VFIO_DEVICE_BIND_IOMMUFD; gives the id of the device object.
    public Transition<IommufdState, Integer> bind(IommufdState state, PciAddress at, int context) {
        int group = host.groupOf(at).map(GroupTraits::number).orElse(-1);
        if (state.vfio().group(group).isPresent()) {
            return refused(state, Errno.EBUSY, IommufdRules.GROUP_OPEN, at);
        }
        Integer bound = state.files().get(at);
        if (bound != null && bound != IommufdState.UNBOUND) {
            return refused(state, Errno.EINVAL, IommufdRules.BOUND_TWICE, at);
        }
        Transition<IommufdState, Integer> made = device(state, at, context, 0);
        return made.outcome().isOk()
                ? new Transition<>(made.state().withFile(at, context), made.outcome())
                : made;
    }

    /// Makes a device object, through whichever file.
    ///
    /// Source: `device.c:iommufd_device_bind`.
    Transition<IommufdState, Integer> device(
            IommufdState state, PciAddress at, int context, int opens) {
        Optional<GroupTraits> group = host.groupOf(at);
        if (group.isEmpty()) {
            return refused(state, Errno.ENODEV, IommufdRules.NO_GROUP, at);
        }
        Reason unsafe = group.get().unsafeMsi();
        if (unsafe != null && !host.facts().iommufdUnsafeInterrupts().value()) {
            var why = new Evidence.OfText("", unsafe.text());
            return new Transition<>(state, refuse(Errno.EPERM, IommufdRules.UNSAFE, why));
        }
        Context owner = state.context(context).orElseThrow();
        Transition<DmaOwnership, String> claim =
                state.vfio()
                        .owners()
                        .claimShared(
                                group.get().claimed(),
                                owner.ownerName(),
                                host.facts().release().value());
        if (claim.outcome() instanceof Outcome.Refusal<String> refusal) {
            return new Transition<>(state, refusal.as());
        }
        var device = new BoundDevice(owner.freeId(), at, group.get().number(), null, opens, false);
        return new Transition<>(
                state.withVfio(state.vfio().withOwners(claim.state())).with(owner.with(device)),
                Outcome.ok(device.id()));
    }

    /// The device object goes.
    IommufdState unbound(IommufdState state, Context context, PciAddress at) {
        BoundDevice device = context.device(at).orElseThrow();
        Context rest = new Attaching(host).detach(context, device);
        BoundDevice loose = rest.device(device.id()).orElseThrow();
        return state.with(rest.withoutDevice(loose))
                .withVfio(state.vfio().withOwners(state.vfio().owners().released(device.group())));
    }

    /// VFIO_DEVICE_ATTACH_IOMMUFD_PT; gives the id of the page table.
    ///
    /// @param target id of an IOAS or page table
    public Transition<IommufdState, Integer> attach(IommufdState state, PciAddress at, int target) {
        Optional<Context> context = state.contextOf(at);
        if (context.isEmpty()) {
            return refused(state, Errno.EINVAL, IommufdRules.NOT_BOUND, at);
        }
        BoundDevice device = context.get().device(at).orElseThrow();
        return switch (new Attaching(host).attach(context.get(), device, target)) {
            case Outcome.Refusal<Attaching.Attached> refusal ->
                    new Transition<>(state, refusal.as());
            case Outcome.Success<Attaching.Attached> done ->
                    PinnedPages.limited(
                            state,
                            new Transition<>(
                                    state.with(done.value().context()),
                                    Outcome.ok(done.value().hwpt())));
        };
    }

    /// VFIO_DEVICE_DETACH_IOMMUFD_PT; succeeds for a device that is attached to nothing.
    public Transition<IommufdState, PciAddress> detach(IommufdState state, PciAddress at) {
        Optional<Context> context = state.contextOf(at);
        if (context.isEmpty()) {
            return refused(state, Errno.EINVAL, IommufdRules.NOT_BOUND, at);
        }
        BoundDevice device = context.get().device(at).orElseThrow();
        Context left = new Attaching(host).detach(context.get(), device);
        return new Transition<>(state.with(left), Outcome.ok(at));
    }

    /// VFIO_DEVICE_SET_IRQS on a bound device, or with count 0: the index off.
    public IrqsSet setIrqs(IommufdState state, HostInterrupts interrupts, VectorRange range) {
        Context context = state.contextOf(range.at()).orElseThrow();
        BoundDevice device = context.device(range.at()).orElseThrow();
        var mapper = new IommufdDoorbells(context, device.id(), host.facts().release().value());
        var calls = new DeviceCalls(host);
        DeviceCalls.Result<IommufdDoorbells> done =
                range.count() == 0
                        ? calls.off(device.intx(), interrupts, range.at(), range.index(), mapper)
                        : calls.set(device.intx(), interrupts, range, mapper);
        BoundDevice changed = device.withIntx(done.intx());
        return new IrqsSet(
                state.with(done.mapper().context().with(changed)),
                done.interrupts(),
                done.outcome());
    }

    private static <V> Transition<IommufdState, V> refused(
            IommufdState state, Errno errno, KernelRule rule, PciAddress at) {
        return new Transition<>(
                state, refuse(errno, rule, new Evidence.OfFunction("function", at)));
    }
}
