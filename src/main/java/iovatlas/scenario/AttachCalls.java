package iovatlas.scenario;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommufd.CompatGroups;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.Container;
import iovatlas.kernel.vfio.DeviceFile;
import iovatlas.kernel.vfio.GroupFile;
import iovatlas.kernel.vfio.GroupStatus;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;

import java.util.Optional;

/// The calls by which a device comes into a space and leaves it.
///
/// @param calls where they go
record AttachCalls(CallSequence calls) {

    private static final int NOIOMMU = 8;

    private static final KernelRule NO_NODE =
            KernelRule.of(
                    "vfio-no-group",
                    "{0} has no IOMMU group, hence no group to open.",
                    "drivers/vfio/group.c",
                    "vfio_group_find_or_alloc");
    static final KernelRule NOT_OPEN =
            KernelRule.of(
                    "descriptor-not-open",
                    "{0} is not open: there is no descriptor to call on.",
                    "fs/file.c",
                    "fdget");

    void attach(Step.Attach step) {
        Optional<IovaSpace> space = calls.state().topology().space(step.space());
        if (space.isEmpty()) {
            refuse("open", step.space());
            return;
        }
        switch (space.get()) {
            case IovaSpace.Container container -> attach(step.device(), container);
            case IovaSpace.Ioas ioas ->
                    new IoasSteps(calls).attach(step.device(), ioas, step.hwpt());
        }
    }

    void allocate(Step.AllocHwpt step) {
        if (calls.state().topology().space(step.ioas()).orElse(null)
                instanceof IovaSpace.Ioas ioas) {
            new IoasSteps(calls).allocate(step, ioas);
        } else {
            refuse("IOMMU_HWPT_ALLOC", step.ioas());
        }
    }

    void destroy(Step.Destroy step) {
        if (calls.state().topology().space(step.ioas()).orElse(null)
                instanceof IovaSpace.Ioas ioas) {
            new IoasSteps(calls).destroy(step, ioas);
        } else {
            refuse("IOMMU_DESTROY", step.ioas());
        }
    }

    private void attach(PciAddress device, IovaSpace.Container space) {
        GroupTable groups = calls.state().groups();
        Optional<Integer> group =
                groups.groupOf(device)
                        .map(IommuGroup::number)
                        .or(() -> groups.noIommuGroup(device));
        if (group.isEmpty()) {
            calls.made(
                    "open /dev/vfio/GROUP",
                    Outcome.refuse(
                            Errno.ENOENT, NO_NODE, new Evidence.OfFunction("function", device)),
                    _ -> "");
            return;
        }
        int number = group.get();
        if (enter(number, space)) {
            openDevice(number, device);
        }
    }

    /// Opens a group, puts it into the container, and chooses the back end if there is none yet.
    boolean enter(int group, IovaSpace.Container space) {
        int container = open(space.name());
        return openGroup(group) && setContainer(group, container) && setIommu(container, space);
    }

    /// The container behind a space, opened when it is not open yet.
    int open(String space) {
        Optional<Integer> there = calls.state().containerOf(space);
        if (there.isPresent() && calls.state().vfio().container(there.get()).isPresent()) {
            return there.get();
        }
        Transition<VfioState, Integer> opened =
                calls.vfioCalls().openContainer(calls.state().vfio());
        calls.vfio(opened.state());
        calls.made("open /dev/vfio/vfio", opened.outcome(), n -> "container " + n);
        int number = opened.state().containersMade() - 1;
        calls.state(calls.state().withContainer(space, number));
        return number;
    }

    private boolean openGroup(int group) {
        if (calls.state().vfio().group(group).isPresent()) {
            return true;
        }
        Transition<IommufdState, GroupFile> opened =
                new CompatGroups(calls.state().vfioHost()).open(calls.state().users(), group);
        calls.users(opened.state());
        return calls.made("open /dev/vfio/" + node(group), opened.outcome(), _ -> "group " + group);
    }

    private String node(int group) {
        return (isWithoutIommu(group) ? "noiommu-" : "") + group;
    }

    private boolean isWithoutIommu(int group) {
        return calls.state().groups().noIommuMember(group).isPresent();
    }

    private boolean setContainer(int group, int container) {
        Optional<GroupFile> file = calls.state().vfio().group(group);
        if (file.filter(f -> isIn(f, container)).isPresent()) {
            return true;
        }
        Transition<VfioState, GroupFile> set =
                calls.vfioCalls().setContainer(calls.state().vfio(), group, container);
        calls.vfio(set.state());
        return calls.made("VFIO_GROUP_SET_CONTAINER", set.outcome(), _ -> "group " + group);
    }

    private static boolean isIn(GroupFile file, int container) {
        return file.container() != null && file.container() == container;
    }

    private boolean setIommu(int container, IovaSpace.Container space) {
        Container there = calls.state().vfio().container(container).orElseThrow();
        if (there.isOpen()) {
            return true;
        }
        int translated = space.version2() ? 3 : 1;
        int type = there.groups().stream().anyMatch(this::isWithoutIommu) ? NOIOMMU : translated;
        Transition<VfioState, Integer> chosen =
                calls.vfioCalls().setIommu(calls.state().vfio(), container, type);
        calls.vfio(chosen.state());
        return calls.made("VFIO_SET_IOMMU", chosen.outcome(), t -> "type " + t);
    }

    private void openDevice(int group, PciAddress device) {
        if (calls.state().vfio().device(device).isPresent()) {
            GroupStatus status = calls.vfioCalls().groupStatus(calls.state().vfio(), group);
            calls.made(
                    "VFIO_GROUP_GET_STATUS",
                    Outcome.ok(status),
                    s -> s.inContainer() ? "attached already" : "not attached");
            return;
        }
        Transition<VfioState, DeviceFile> opened =
                calls.vfioCalls().openDevice(calls.state().vfio(), group, device);
        calls.vfio(opened.state());
        if (opened.outcome().isOk()) {
            calls.interrupts(calls.state().interrupts().reset(device));
        }
        calls.made("VFIO_GROUP_GET_DEVICE_FD", opened.outcome(), _ -> device.toString());
    }

    void detach(Step.Detach step) {
        if (calls.state().users().device(step.device()).isPresent()) {
            new IoasSteps(calls).detach(step.device());
            return;
        }
        Optional<DeviceFile> device = calls.state().vfio().device(step.device());
        if (device.isEmpty()) {
            refuse("close", step.device().toString());
            return;
        }
        int group = device.get().group();
        calls.vfio(calls.vfioCalls().closeDevice(calls.state().vfio(), step.device()));
        if (calls.state().vfio().device(step.device()).isEmpty()) {
            // The last close switches the vectors off and resets the function.
            calls.interrupts(calls.state().interrupts().closed(step.device()));
        }
        calls.made("close", Outcome.ok(step.device()), PciAddress::toString);
        boolean inUse = calls.state().vfio().group(group).filter(f -> f.users() > 0).isPresent();
        if (inUse) {
            return;
        }
        leave(group);
    }

    /// Takes a group without open devices out of its container and closes it.
    void leave(int group) {
        Transition<VfioState, GroupFile> unset =
                calls.vfioCalls().unsetContainer(calls.state().vfio(), group);
        calls.vfio(unset.state());
        if (calls.made("VFIO_GROUP_UNSET_CONTAINER", unset.outcome(), _ -> "group " + group)) {
            calls.vfio(calls.vfioCalls().closeGroup(calls.state().vfio(), group));
            calls.made("close /dev/vfio/" + node(group), Outcome.ok(group), g -> "group " + g);
        }
    }

    void refuse(String call, String what) {
        calls.made(
                call,
                Outcome.refuse(Errno.EBADF, NOT_OPEN, new Evidence.OfText("", what)),
                _ -> "");
    }
}
