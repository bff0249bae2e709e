package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.Type1Attach.Attached;

import java.util.List;

/// Calls on the group of a mediated device. Nobody claims any DMA, since no IOMMU is behind it.
///
/// Source: `drivers/vfio/group.c`, `drivers/vfio/container.c:vfio_container_attach_group`.
///
/// @param host the machine now
record EmulatedCalls(VfioHost host) {

    /// Opens `/dev/vfio/GROUP`.
    Transition<VfioState, GroupFile> open(VfioState state, int group) {
        if (state.group(group).isPresent()) {
            var evidence = new Evidence.OfText("group", Integer.toString(group));
            return new Transition<>(state, refuse(Errno.EBUSY, VfioRules.GROUP_BUSY, evidence));
        }
        return new Transition<>(state.with(group, GroupFile.OPENED), Outcome.ok(GroupFile.OPENED));
    }

    /// VFIO_GROUP_SET_CONTAINER.
    Transition<VfioState, GroupFile> setContainer(VfioState state, int group, int container) {
        GroupFile file = state.group(group).orElseThrow();
        if (file.container() != null) {
            return new Transition<>(state, GroupCalls.inContainer(file));
        }
        Container target = state.container(container).orElseThrow();
        if (target.groups().stream().anyMatch(g -> host.noIommuMember(g).isPresent())) {
            return new Transition<>(state, refuse(Errno.EPERM, VfioRules.MIXED));
        }
        Container changed = target.withGroup(group);
        List<Reason> reasons = List.of();
        if (target.type1() != null) {
            Transition<Type1, Attached> step =
                    new ContainerCalls(host).attach(state, target.type1(), group);
            if (step.outcome() instanceof Refusal<Attached> refusal) {
                return new Transition<>(state, refusal.as());
            }
            changed = changed.withType1(step.state());
            reasons = step.outcome().why();
        }
        GroupFile attached = file.withContainer(container);
        return new Transition<>(
                state.with(changed).with(group, attached),
                new Outcome.Success<>(attached, reasons));
    }

    /// VFIO_GROUP_GET_DEVICE_FD.
    Transition<VfioState, GroupFile> openDevice(VfioState state, int group) {
        GroupFile file = state.group(group).orElseThrow();
        if (file.container() == null) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NOT_IN_CONTAINER));
        }
        if (!state.container(file.container()).orElseThrow().isOpen()) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NO_BACK_END));
        }
        GroupFile used = file.withUsers(1);
        return new Transition<>(state.with(group, used), Outcome.ok(used));
    }

    /// Closes the device file; the driver unpins what it had pinned.
    VfioState closeDevice(VfioState state, int group) {
        GroupFile file = state.group(group).orElseThrow();
        VfioState next = state.with(group, file.withUsers(0));
        Container container =
                file.container() == null ? null : state.container(file.container()).orElseThrow();
        if (container == null || container.type1() == null) {
            return next;
        }
        Type1 before = container.type1();
        Type1 after = before.withEmulated(before.emulated().unpinned(group));
        return LockedPages.moved(next.with(container.withType1(after)), before, after);
    }

    /// The driver asks for pages (`vfio_pin_pages`); gives how many.
    Transition<VfioState, Long> pin(
            VfioState state, int group, AddressRange<Iova> range, boolean write) {
        Integer number = state.group(group).orElseThrow().container();
        Container container = state.container(number == null ? -1 : number).orElse(null);
        if (container == null || container.type1() == null) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NO_BACK_END));
        }
        Type1 before = container.type1();
        var pinning = new EmulatedPinning(before, host.facts().release().value(), state::locked);
        Transition<Type1, Long> pinned = pinning.pin(group, range, write);
        return new Transition<>(
                LockedPages.moved(
                        state.with(container.withType1(pinned.state())), before, pinned.state()),
                pinned.outcome());
    }
}
