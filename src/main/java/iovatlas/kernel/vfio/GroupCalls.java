package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Outcome.Refusal;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommu.DmaOwnership;
import iovatlas.kernel.vfio.Type1Attach.Attached;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;

/// Calls on a VFIO group.
///
/// Source: `drivers/vfio/group.c`.
///
/// @param host the machine now
record GroupCalls(VfioHost host) {

    /// Opens the group's device node.
    Transition<VfioState, GroupFile> open(VfioState state, int group) {
        var evidence = new Evidence.OfText("group", Integer.toString(group));
        boolean node = host.group(group).filter(g -> !g.vfioMembers().isEmpty()).isPresent();
        if (!node) {
            return new Transition<>(state, refuse(Errno.ENOENT, VfioRules.NO_GROUP_NODE, evidence));
        }
        if (state.group(group).isPresent()) {
            return new Transition<>(state, refuse(Errno.EBUSY, VfioRules.GROUP_BUSY, evidence));
        }
        return new Transition<>(state.with(group, GroupFile.OPENED), Outcome.ok(GroupFile.OPENED));
    }

    /// The process closes its descriptor; open device files keep the group in its container.
    VfioState close(VfioState state, int group) {
        GroupFile file = state.groups().get(group);
        if (file == null) {
            return state;
        }
        return file.users() > 0
                ? state.with(group, file.withHeld(false))
                : new ContainerCalls(host).detach(state, group, file).withoutGroup(group);
    }

    /// VFIO_GROUP_GET_STATUS.
    GroupStatus status(VfioState state, int group) {
        boolean attached = state.group(group).filter(file -> file.container() != null).isPresent();
        if (host.noIommuMember(group).isPresent() || host.emulatedMember(group).isPresent()) {
            return new GroupStatus(true, attached);
        }
        boolean free =
                state.owners().ownerOf(group).isEmpty()
                        && host.group(group).filter(g -> g.kernelMembers().isEmpty()).isPresent();
        boolean viable =
                release().before(KernelRelease.V6_1) ? driversFit(group) : attached || free;
        return new GroupStatus(viable, attached);
    }

    private boolean driversFit(int group) {
        return host.group(group).filter(g -> g.kernelMembers().isEmpty()).isPresent();
    }

    /// VFIO_GROUP_SET_CONTAINER.
    Transition<VfioState, GroupFile> setContainer(VfioState state, int group, int container) {
        GroupFile file = state.group(group).orElseThrow();
        if (file.container() != null) {
            return new Transition<>(state, inContainer(file));
        }
        Container target = state.container(container).orElseThrow();
        if (target.groups().stream().anyMatch(g -> host.noIommuMember(g).isPresent())) {
            return new Transition<>(state, refuse(Errno.EPERM, VfioRules.MIXED));
        }
        Transition<DmaOwnership, String> claim = claim(state, group, target.ownerName());
        if (claim.outcome() instanceof Refusal<String> refusal) {
            return new Transition<>(state, refusal.as());
        }
        Container changed = target.withGroup(group);
        List<Reason> reasons = List.of();
        VfioState next = state;
        if (target.type1() != null) {
            Transition<Type1, Attached> step =
                    new ContainerCalls(host).attach(state, target.type1(), group);
            if (step.outcome() instanceof Refusal<Attached> refusal) {
                return new Transition<>(state, refusal.as());
            }
            changed = changed.withType1(step.state());
            reasons = step.outcome().why();
            next =
                    target.type1().domains().isEmpty()
                            ? LockedPages.moved(state, target.type1(), step.state())
                            : state;
        }
        GroupFile attached = file.withContainer(container);
        return new Transition<>(
                next.with(changed).with(group, attached).withOwners(claim.state()),
                new Outcome.Success<>(attached, reasons));
    }

    static Refusal<GroupFile> inContainer(GroupFile file) {
        return refuse(
                Errno.EINVAL,
                VfioRules.IN_CONTAINER,
                new Evidence.OfText("container", String.valueOf(file.container())));
    }

    private Transition<DmaOwnership, String> claim(VfioState state, int group, String owner) {
        if (release().before(KernelRelease.V6_1)) {
            return new Transition<>(state.owners(), Outcome.ok(owner));
        }
        return state.owners().claim(host.group(group).orElseThrow().claimed(), owner, release());
    }

    /// VFIO_GROUP_UNSET_CONTAINER.
    Transition<VfioState, GroupFile> unsetContainer(VfioState state, int group) {
        GroupFile file = state.group(group).orElseThrow();
        if (file.container() == null) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NOT_IN_CONTAINER));
        }
        if (file.users() > 0) {
            return new Transition<>(
                    state,
                    refuse(
                            Errno.EBUSY,
                            VfioRules.PINNED,
                            new Evidence.OfText("", Integer.toString(file.users()))));
        }
        VfioState next = new ContainerCalls(host).detach(state, group, file);
        GroupFile left = file.withContainer(null);
        return new Transition<>(
                next,
                host.noIommuMember(group).isPresent() || host.emulatedMember(group).isPresent()
                        ? Outcome.ok(left)
                        : Outcome.ok(left, Reason.of(VfioRules.RETURNED)));
    }

    /// VFIO_GROUP_GET_DEVICE_FD.
    Transition<VfioState, DeviceFile> openDevice(VfioState state, int group, PciAddress at) {
        GroupFile file = state.group(group).orElseThrow();
        GroupTraits traits = host.group(group).orElseThrow();
        Optional<Refusal<DeviceFile>> refusal = cannotOpen(state, file, traits, at);
        if (refusal.isPresent()) {
            return new Transition<>(state, refusal.get());
        }
        return opened(state, group, at);
    }

    /// The device file opened, once more if it was open; the group has a user more with the first.
    static Transition<VfioState, DeviceFile> opened(VfioState state, int group, PciAddress at) {
        GroupFile file = state.group(group).orElseThrow();
        DeviceFile device = state.device(at).orElse(DeviceFile.closed(group));
        VfioState next =
                device.opens() == 0 ? state.with(group, file.withUsers(file.users() + 1)) : state;
        DeviceFile opened = device.withOpens(device.opens() + 1);
        return new Transition<>(next.with(at, opened), Outcome.ok(opened));
    }

    private Optional<Refusal<DeviceFile>> cannotOpen(
            VfioState state, GroupFile file, GroupTraits traits, PciAddress at) {
        if (!traits.vfioMembers().contains(at)) {
            return Optional.of(
                    refuse(
                            Errno.ENODEV,
                            VfioRules.NO_SUCH_DEVICE,
                            new Evidence.OfFunction("function", at)));
        }
        if (file.container() == null) {
            return Optional.of(refuse(Errno.EINVAL, VfioRules.NOT_IN_CONTAINER));
        }
        if (state.container(file.container()).orElseThrow().type1() == null) {
            return Optional.of(refuse(Errno.EINVAL, VfioRules.NO_BACK_END));
        }
        if (release().before(KernelRelease.V6_1) && !traits.kernelMembers().isEmpty()) {
            return Optional.of(
                    refuse(
                            Errno.EINVAL,
                            VfioRules.NOT_VIABLE_LATE,
                            new Evidence.OfFunction("member", traits.kernelMembers().getFirst())));
        }
        return Optional.empty();
    }

    /// Closes one descriptor of a device file; the last one of a group that is no longer held closes
    /// the group.
    VfioState closeDevice(VfioState state, PciAddress at) {
        DeviceFile device = state.devices().get(at);
        if (device == null) {
            return state;
        }
        if (device.opens() > 1) {
            return state.with(at, device.withOpens(device.opens() - 1));
        }
        GroupFile file = state.group(device.group()).orElseThrow();
        GroupFile rest = file.withUsers(file.users() - 1);
        VfioState next = state.withoutDevice(at).with(device.group(), rest);
        return rest.users() == 0 && !rest.held() ? close(next, device.group()) : next;
    }

    private KernelRelease release() {
        return host.facts().release().value();
    }
}
