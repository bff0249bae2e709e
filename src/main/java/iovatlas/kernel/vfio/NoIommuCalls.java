package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.Transition;
import iovatlas.topology.PciAddress;

/// Calls on a group that VFIO made for a function without IOMMU, and on its container. Nothing is
/// translated and nobody owns the DMA: the function reaches all memory.
///
/// Source: `drivers/vfio/group.c`, `drivers/vfio/container.c:vfio_noiommu_ops`.
///
/// @param host the machine now
/// @param rawIo whether the caller has CAP_SYS_RAWIO, which each call asks for anew
record NoIommuCalls(VfioHost host, boolean rawIo) {

    /// Opens `/dev/vfio/noiommu-GROUP`.
    Transition<VfioState, GroupFile> open(VfioState state, int group) {
        if (!rawIo) {
            return notAllowed(state);
        }
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
        if (!rawIo) {
            return notAllowed(state);
        }
        Container target = state.container(container).orElseThrow();
        if (target.groups().stream().anyMatch(g -> host.noIommuMember(g).isEmpty())) {
            return new Transition<>(state, refuse(Errno.EPERM, VfioRules.MIXED));
        }
        GroupFile attached = file.withContainer(container);
        return new Transition<>(
                state.with(target.withGroup(group)).with(group, attached), Outcome.ok(attached));
    }

    /// VFIO_SET_IOMMU with the type that the back end knows.
    Transition<VfioState, Integer> setIommu(VfioState state, Container container, int type) {
        return rawIo
                ? new Transition<>(
                        state.with(container.withNoIommu()),
                        Outcome.ok(type, Reason.of(VfioRules.UNTRANSLATED)))
                : notAllowed(state);
    }

    /// VFIO_GROUP_GET_DEVICE_FD.
    Transition<VfioState, DeviceFile> openDevice(VfioState state, int group, PciAddress at) {
        GroupFile file = state.group(group).orElseThrow();
        if (file.container() == null) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NOT_IN_CONTAINER));
        }
        if (!state.container(file.container()).orElseThrow().noIommu()) {
            return new Transition<>(state, refuse(Errno.EINVAL, VfioRules.NO_BACK_END));
        }
        return opened(state, group, at);
    }

    /// The device file of the group's one member, whatever the group's container is.
    Transition<VfioState, DeviceFile> opened(VfioState state, int group, PciAddress at) {
        if (!host.noIommuMember(group).filter(at::equals).isPresent()) {
            var evidence = new Evidence.OfFunction("function", at);
            return new Transition<>(
                    state, refuse(Errno.ENODEV, VfioRules.NO_SUCH_DEVICE, evidence));
        }
        return rawIo ? GroupCalls.opened(state, group, at) : notAllowed(state);
    }

    private static <V> Transition<VfioState, V> notAllowed(VfioState state) {
        return new Transition<>(state, refuse(Errno.EPERM, VfioRules.NOT_RAW_IO));
    }
}
