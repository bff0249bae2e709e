package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommufd.AccessCalls;
import iovatlas.kernel.iommufd.Context;
import iovatlas.kernel.iommufd.IommufdState;
import iovatlas.kernel.vfio.EmulatedRules;
import iovatlas.kernel.vfio.GroupFile;
import iovatlas.kernel.vfio.VfioState;
import iovatlas.topology.IovaSpace;

import java.util.Optional;

/// The calls by which a mediated device comes into a space and leaves it, and what its driver asks
/// for meanwhile.
///
/// @param calls where they go
record MediatedCalls(CallSequence calls) {

    private static final String PIN = "vfio_pin_pages";

    void attach(Step.AttachMediated step) {
        Optional<Integer> group = group(step.device());
        Optional<IovaSpace> space = calls.state().topology().space(step.space());
        if (space.isEmpty()) {
            new AttachCalls(calls).refuse("open", step.space());
        } else if (group.isEmpty()) {
            calls.made(
                    "open /dev/vfio/GROUP",
                    Outcome.refuse(
                            Errno.ENOENT,
                            EmulatedRules.NO_PARENT_DRIVER,
                            new Evidence.OfText("", step.device())),
                    _ -> "");
        } else {
            switch (space.get()) {
                case IovaSpace.Container container -> attach(step.device(), group.get(), container);
                case IovaSpace.Ioas ioas -> attach(step.device(), group.get(), ioas);
            }
        }
    }

    private Optional<Integer> group(String device) {
        return calls.state().groups().emulatedGroup(device).map(IommuGroup::number);
    }

    private void attach(String device, int group, IovaSpace.Container space) {
        if (!new AttachCalls(calls).enter(group, space)) {
            return;
        }
        Transition<VfioState, GroupFile> opened =
                calls.vfioCalls().openMediated(calls.state().vfio(), group);
        calls.vfio(opened.state());
        calls.made("VFIO_GROUP_GET_DEVICE_FD", opened.outcome(), _ -> device);
    }

    private void attach(String device, int group, IovaSpace.Ioas space) {
        if (!new IoasSteps(calls).open(space)) {
            return;
        }
        int context = calls.state().contextOf(space).orElseThrow();
        Optional<Context> there = calls.state().users().contextOfAccess(device);
        if (there.filter(c -> c.number() == context).isEmpty()) {
            calls.made("open /dev/vfio/devices/vfioN", Outcome.ok(device), name -> name);
            Transition<IommufdState, Integer> bound =
                    files().bind(calls.state().users(), device, group, context);
            calls.users(bound.state());
            if (!calls.made("VFIO_DEVICE_BIND_IOMMUFD", bound.outcome(), id -> "access " + id)) {
                return;
            }
        }
        int ioas = calls.state().idOf(space.name()).orElseThrow();
        Transition<IommufdState, Integer> attached =
                files().attach(calls.state().users(), device, ioas);
        calls.users(attached.state());
        calls.made("VFIO_DEVICE_ATTACH_IOMMUFD_PT", attached.outcome(), id -> "IOAS " + id);
    }

    void detach(Step.DetachMediated step) {
        String device = step.device();
        if (calls.state().users().contextOfAccess(device).isPresent()) {
            calls.users(files().close(calls.state().users(), device));
            calls.made("close", Outcome.ok(device), name -> name);
            return;
        }
        Optional<Integer> group = group(device).filter(this::isOpen);
        if (group.isEmpty()) {
            new AttachCalls(calls).refuse("close", device);
            return;
        }
        calls.vfio(calls.vfioCalls().closeMediated(calls.state().vfio(), group.get()));
        calls.made("close", Outcome.ok(device), name -> name);
        new AttachCalls(calls).leave(group.get());
    }

    private boolean isOpen(int group) {
        return calls.state().vfio().group(group).filter(file -> file.users() > 0).isPresent();
    }

    void pin(Step.Pin step) {
        String device = step.device();
        Optional<Integer> group = group(device).filter(this::isOpen);
        boolean bound = calls.state().users().contextOfAccess(device).isPresent();
        Optional<AddressRange<Iova>> range = wholePages(step);
        if (group.isEmpty() && !bound) {
            new AttachCalls(calls).refuse(PIN, device);
        } else if (range.isEmpty()) {
            calls.made(PIN, Outcome.refuse(Errno.EINVAL, EmulatedRules.PIN_RANGE), _ -> "");
        } else if (bound) {
            Transition<IommufdState, Long> pinned =
                    files().pin(calls.state().users(), device, range.get(), step.write());
            calls.users(pinned.state());
            calls.made(PIN, pinned.outcome(), pages -> pages + " pages");
        } else {
            Transition<VfioState, Long> pinned =
                    calls.vfioCalls()
                            .pin(
                                    calls.state().vfio(),
                                    group.orElseThrow(),
                                    range.get(),
                                    step.write());
            calls.vfio(pinned.state());
            calls.made(PIN, pinned.outcome(), pages -> pages + " pages");
        }
    }

    private Optional<AddressRange<Iova>> wholePages(Step.Pin step) {
        ByteSize page = calls.state().facts().pageSize().value();
        return AddressRange.ofSizeOrEmpty(step.iova(), step.size())
                .map(range ->
                        AddressRange.of(
                                range.first().alignDown(page),
                                Iova.of(range.last().unsignedBits() | page.unsignedLastOffset())));
    }

    private AccessCalls files() {
        return new AccessCalls(calls.state().vfioHost());
    }
}
