package iovatlas.kernel.iommufd;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.vfio.GroupFile;
import iovatlas.kernel.vfio.GroupStatus;
import iovatlas.kernel.vfio.Vfio;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.PciAddress;

import java.util.Objects;
import java.util.Optional;

/// VFIO groups whose container is a context, and groups beside devices bound through their own files.
///
/// Source: `drivers/vfio/group.c`, `drivers/vfio/iommufd.c`.
///
/// @param host the machine now
public record CompatGroups(IommufdHost host) {

    /// Opens `/dev/vfio/GROUP`.
    public Transition<IommufdState, GroupFile> open(IommufdState state, int group) {
        Optional<PciAddress> bound =
                state.contexts().values().stream()
                        .flatMap(c -> c.devices().values().stream())
                        .filter(d -> d.group() == group && d.opens() == 0)
                        .map(BoundDevice::at)
                        .findFirst();
        if (bound.isPresent()) {
            var evidence = new Evidence.OfFunction("function", bound.get());
            return new Transition<>(state, refuse(Errno.EBUSY, IommufdRules.CDEV_BOUND, evidence));
        }
        Optional<Access> mediated =
                state.contexts().values().stream()
                        .flatMap(c -> c.accesses().values().stream())
                        .filter(access -> access.group() == group)
                        .findFirst();
        if (mediated.isPresent()) {
            var evidence = new Evidence.OfText("", mediated.get().device());
            return new Transition<>(state, refuse(Errno.EBUSY, IommufdRules.CDEV_BOUND, evidence));
        }
        return lift(state, new Vfio(host).openGroup(state.vfio(), group));
    }

    /// VFIO_GROUP_SET_CONTAINER with a context.
    ///
    /// Source: `vfio_compat.c:iommufd_vfio_compat_ioas_create, iommufd_vfio_compat_set_no_iommu`.
    public Transition<IommufdState, GroupFile> setContext(
            IommufdState state, int group, int context) {
        GroupFile file = state.vfio().group(group).orElseThrow();
        if (file.container() != null || state.containers().containsKey(group)) {
            return new Transition<>(state, refuse(Errno.EINVAL, IommufdRules.IN_CONTEXT));
        }
        Context owner = state.context(context).orElseThrow();
        boolean untranslated = host.noIommuMember(group).isPresent();
        boolean fits = untranslated ? owner.compatible() == null : !owner.noIommu();
        if (!fits) {
            return new Transition<>(state, refuse(Errno.EINVAL, IommufdRules.MIXED));
        }
        if (owner.compatible() == null && !untranslated) {
            int id = owner.freeId();
            owner = owner.with(Ioas.empty(id, owner.page())).withCompatible(id);
        }
        Context entered = untranslated ? owner.withNoIommu() : owner;
        return new Transition<>(
                state.with(entered).withContainer(group, context), Outcome.ok(file));
    }

    /// VFIO_GROUP_SET_CONTAINER with a container.
    public Transition<IommufdState, GroupFile> setContainer(
            IommufdState state, int group, int container) {
        return state.containers().containsKey(group)
                ? new Transition<>(state, refuse(Errno.EINVAL, IommufdRules.IN_CONTEXT))
                : lift(state, new Vfio(host).setContainer(state.vfio(), group, container));
    }

    /// VFIO_GROUP_GET_STATUS.
    public GroupStatus status(IommufdState state, int group) {
        return state.containers().containsKey(group)
                ? new GroupStatus(true, true)
                : new Vfio(host).groupStatus(state.vfio(), group);
    }

    /// VFIO_GROUP_UNSET_CONTAINER.
    public Transition<IommufdState, GroupFile> unset(IommufdState state, int group) {
        if (state.containers().containsKey(group)) {
            GroupFile file = state.vfio().group(group).orElseThrow();
            return new Transition<>(state.withoutContainer(group), Outcome.ok(file));
        }
        return lift(state, new Vfio(host).unsetContainer(state.vfio(), group));
    }

    /// The process closes its descriptor of a group; open devices keep the group.
    public IommufdState close(IommufdState state, int group) {
        IommufdState closed = state.withVfio(new Vfio(host).closeGroup(state.vfio(), group));
        return closed.vfio().group(group).isPresent() ? closed : closed.withoutContainer(group);
    }

    /// VFIO_GROUP_GET_DEVICE_FD of a group whose container is a context: binds the device to the
    /// context and attaches it to the IOAS of its container.
    public Transition<IommufdState, PciAddress> openDevice(
            IommufdState state, int group, PciAddress at) {
        int number = Objects.requireNonNull(state.containers().get(group));
        if (host.noIommuMember(group).isPresent()) {
            // Nothing is bound and nothing attached.
            var opened = new Vfio(host).openUntranslated(state.vfio(), group, at);
            return new Transition<>(state.withVfio(opened.state()), opened.outcome().map(_ -> at));
        }
        Optional<BoundDevice> there = state.device(at);
        if (there.isPresent()) {
            Context context = state.contextOf(at).orElseThrow();
            BoundDevice more = there.get().withOpens(there.get().opens() + 1);
            return new Transition<>(state.with(context.with(more)), Outcome.ok(at));
        }
        var calls = new CdevCalls(host);
        Transition<IommufdState, Integer> bound = calls.device(state, at, number, 1);
        if (!bound.outcome().isOk()) {
            return new Transition<>(state, bound.outcome().map(_ -> at));
        }
        Integer ioas = state.context(number).orElseThrow().compatible();
        if (ioas == null) {
            return new Transition<>(state, refuse(Errno.ENODEV, IommufdRules.NO_COMPATIBLE));
        }
        Transition<IommufdState, Integer> attached = calls.attach(bound.state(), at, ioas);
        return attached.outcome().isOk()
                ? new Transition<>(used(attached.state(), group, 1), Outcome.ok(at))
                : new Transition<>(state, attached.outcome().map(_ -> at));
    }

    /// Closes one descriptor of a device that was opened through such a group.
    public IommufdState closeDevice(IommufdState state, PciAddress at) {
        Context context = state.contextOf(at).orElseThrow();
        BoundDevice device = context.device(at).orElseThrow();
        if (device.opens() > 1) {
            return state.with(context.with(device.withOpens(device.opens() - 1)));
        }
        IommufdState rest =
                used(new CdevCalls(host).unbound(state, context, at), device.group(), -1);
        GroupFile file = rest.vfio().group(device.group()).orElseThrow();
        return file.held() || file.users() > 0 ? rest : close(rest, device.group());
    }

    private static IommufdState used(IommufdState state, int group, int change) {
        GroupFile file = state.vfio().group(group).orElseThrow();
        VfioState vfio = state.vfio().with(group, file.withUsers(file.users() + change));
        return state.withVfio(vfio);
    }

    private static Transition<IommufdState, GroupFile> lift(
            IommufdState state, Transition<VfioState, GroupFile> step) {
        return new Transition<>(state.withVfio(step.state()), step.outcome());
    }
}
