package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Transition;
import iovatlas.kernel.doorbell.DoorbellMapper;
import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.kernel.doorbell.PhysicalDoorbells;
import iovatlas.topology.PciAddress;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The calls that user space makes on VFIO, each from a state to the state after it and the answer.
/// Numbers of groups and containers have to name ones that are open; whether a descriptor is, only
/// the process knows.
///
/// @param host the machine now
/// @param rawIo whether the caller has CAP_SYS_RAWIO
public record Vfio(VfioHost host, boolean rawIo) {

    private static final KernelRule UNKNOWN = Type1Rules.UNKNOWN_CALL;
    private static final Evidence DIRTY = new Evidence.OfText("", "VFIO_IOMMU_DIRTY_PAGES");

    /// Calls of a process with every capability.
    public Vfio(VfioHost host) {
        this(host, true);
    }

    /// Opens `/dev/vfio/vfio`; gives the number of the new container.
    public Transition<VfioState, Integer> openContainer(VfioState state) {
        int number = state.containersMade();
        Container container = new Container(number, true, List.of(), null, false);
        return new Transition<>(state.with(container), Outcome.ok(number));
    }

    /// Closes a container's descriptor; groups in it keep it alive.
    public VfioState closeContainer(VfioState state, int container) {
        return state.container(container).map(c -> state.with(c.withHeld(false))).orElse(state);
    }

    /// Opens `/dev/vfio/GROUP`, for a group without IOMMU `/dev/vfio/noiommu-GROUP`.
    public Transition<VfioState, GroupFile> openGroup(VfioState state, int group) {
        if (isEmulated(group)) {
            return new EmulatedCalls(host).open(state, group);
        }
        return isWithoutIommu(group)
                ? new NoIommuCalls(host, rawIo).open(state, group)
                : new GroupCalls(host).open(state, group);
    }

    /// Closes the descriptor of a group.
    public VfioState closeGroup(VfioState state, int group) {
        return new GroupCalls(host).close(state, group);
    }

    /// VFIO_GROUP_GET_STATUS.
    public GroupStatus groupStatus(VfioState state, int group) {
        return new GroupCalls(host).status(state, group);
    }

    /// VFIO_GROUP_SET_CONTAINER.
    public Transition<VfioState, GroupFile> setContainer(
            VfioState state, int group, int container) {
        if (isEmulated(group)) {
            return new EmulatedCalls(host).setContainer(state, group, container);
        }
        return isWithoutIommu(group)
                ? new NoIommuCalls(host, rawIo).setContainer(state, group, container)
                : new GroupCalls(host).setContainer(state, group, container);
    }

    /// VFIO_GROUP_UNSET_CONTAINER.
    public Transition<VfioState, GroupFile> unsetContainer(VfioState state, int group) {
        return new GroupCalls(host).unsetContainer(state, group);
    }

    /// VFIO_GROUP_GET_DEVICE_FD.
    public Transition<VfioState, DeviceFile> openDevice(VfioState state, int group, PciAddress at) {
        return isWithoutIommu(group)
                ? new NoIommuCalls(host, rawIo).openDevice(state, group, at)
                : new GroupCalls(host).openDevice(state, group, at);
    }

    /// VFIO_GROUP_GET_DEVICE_FD of a group without IOMMU whose container is an iommufd context.
    public Transition<VfioState, DeviceFile> openUntranslated(
            VfioState state, int group, PciAddress at) {
        return new NoIommuCalls(host, rawIo).opened(state, group, at);
    }

    /// VFIO_GROUP_GET_DEVICE_FD of a mediated device.
    public Transition<VfioState, GroupFile> openMediated(VfioState state, int group) {
        return new EmulatedCalls(host).openDevice(state, group);
    }

    /// Closes the file of a mediated device; its driver unpins what it had pinned.
    public VfioState closeMediated(VfioState state, int group) {
        return new EmulatedCalls(host).closeDevice(state, group);
    }

    /// The driver of an open mediated device asks for pages of what user space has mapped, with
    /// `vfio_pin_pages`; gives how many it got.
    ///
    /// @param write whether it wants to write there
    public Transition<VfioState, Long> pin(
            VfioState state, int group, AddressRange<Iova> range, boolean write) {
        return new EmulatedCalls(host).pin(state, group, range, write);
    }

    /// Closes one descriptor of a function.
    public VfioState closeDevice(VfioState state, PciAddress at) {
        return new GroupCalls(host).closeDevice(state, at);
    }

    /// VFIO_CHECK_EXTENSION: the positive result, 0 for no.
    public int checkExtension(VfioState state, int container, int extension) {
        return new ContainerCalls(host).extension(containerOf(state, container), extension);
    }

    /// VFIO_SET_IOMMU; gives the type back.
    public Transition<VfioState, Integer> setIommu(VfioState state, int container, int type) {
        return new ContainerCalls(host).setIommu(state, containerOf(state, container), type, rawIo);
    }

    /// VFIO_IOMMU_MAP_DMA.
    ///
    /// @param tag a number to find the mapping again by
    public Transition<VfioState, MapRequest> map(
            VfioState state, int container, MapRequest request, CallingProcess caller, int tag) {
        Optional<Type1> type1 = type1(state, container);
        if (type1.isEmpty()) {
            return new Transition<>(state, withoutType1(state, container));
        }
        var call = new Type1Map(release(), caller, state.locked(caller.name()), tag);
        var step = call.map(type1.get(), request);
        long pages =
                step.outcome() instanceof Outcome.Success<Type1Map.Mapped> done
                        ? done.value().pagesLocked()
                        : 0;
        return new Transition<>(
                with(state, container, step.state()).withLocked(caller.name(), pages),
                step.outcome().map(_ -> request));
    }

    /// VFIO_IOMMU_UNMAP_DMA: the size that it writes back on success.
    public Transition<VfioState, ByteSize> unmap(
            VfioState state, int container, UnmapRequest request, CallingProcess caller) {
        Optional<Type1> type1 = type1(state, container);
        if (type1.isEmpty()) {
            return new Transition<>(state, withoutType1(state, container));
        }
        var step = new Type1Unmap(release()).unmap(type1.get(), request);
        long pages =
                step.outcome() instanceof Outcome.Success<Type1Unmap.Unmapped> done
                        ? done.value().pagesUnlocked()
                        : 0;
        return new Transition<>(
                with(state, container, step.state()).withLocked(caller.name(), -pages),
                step.outcome().map(Type1Unmap.Unmapped::size));
    }

    /// VFIO_IOMMU_GET_INFO.
    public Outcome<Type1Information> information(VfioState state, int container) {
        return onType1(state, container, t -> Outcome.ok(Type1Information.of(t, release())));
    }

    /// VFIO_IOMMU_DIRTY_PAGES with START (true) or STOP.
    public Transition<VfioState, Boolean> trackDirty(VfioState state, int container, boolean on) {
        Optional<Type1> type1 = type1(state, container);
        if (type1.isEmpty()) {
            return new Transition<>(state, withoutType1(state, container));
        }
        if (release().before(KernelRelease.V5_15)) {
            return new Transition<>(state, refuse(Errno.ENOTTY, UNKNOWN, DIRTY));
        }
        var step = new Type1Dirty(release()).track(type1.get(), on);
        return new Transition<>(with(state, container, step.state()), step.outcome());
    }

    /// VFIO_IOMMU_DIRTY_PAGES with GET_BITMAP: how many bits it sets.
    public Outcome<Long> dirtyBits(VfioState state, int container, DirtyRequest request) {
        return onType1(
                state,
                container,
                t ->
                        release().before(KernelRelease.V5_15)
                                ? refuse(Errno.ENOTTY, UNKNOWN, DIRTY)
                                : new Type1Dirty(release()).bits(t, request));
    }

    /// VFIO_DEVICE_GET_INFO.
    public DeviceInformation deviceInformation(PciAddress at) {
        return new DeviceCalls(host).information(at);
    }

    /// VFIO_DEVICE_GET_IRQ_INFO.
    public Outcome<IrqInformation> irqInformation(
            HostInterrupts interrupts, PciAddress at, int index) {
        return new DeviceCalls(host).irqInformation(interrupts, at, index);
    }

    /// VFIO_DEVICE_SET_IRQS with event descriptors, or without any and count 0: switch off.
    public IrqResult setIrqs(VfioState state, HostInterrupts interrupts, VectorRange range) {
        DeviceFile file = state.device(range.at()).orElseThrow();
        if (isWithoutIommu(file.group())) {
            return untranslated(state, interrupts, range, file);
        }
        int container = state.group(file.group()).map(GroupFile::container).orElseThrow();
        Type1 type1 = type1(state, container).orElseThrow();
        int domain = type1.domainOf(file.group()).map(Type1Domain::number).orElseThrow();
        DeviceCalls.Result<Type1Doorbells> result =
                called(
                        file.intx(),
                        interrupts,
                        range,
                        new Type1Doorbells(type1, domain, release()));
        VfioState after =
                with(state, container, result.mapper().type1())
                        .with(range.at(), file.withIntx(result.intx()));
        return new IrqResult(after, result.interrupts(), result.outcome());
    }

    private IrqResult untranslated(
            VfioState state, HostInterrupts interrupts, VectorRange range, DeviceFile file) {
        DeviceCalls.Result<PhysicalDoorbells> result =
                called(file.intx(), interrupts, range, new PhysicalDoorbells());
        return new IrqResult(
                state.with(range.at(), file.withIntx(result.intx())),
                result.interrupts(),
                result.outcome());
    }

    private <M extends DoorbellMapper<M>> DeviceCalls.Result<M> called(
            boolean intx, HostInterrupts interrupts, VectorRange range, M mapper) {
        var calls = new DeviceCalls(host);
        return range.count() == 0
                ? calls.off(intx, interrupts, range.at(), range.index(), mapper)
                : calls.set(intx, interrupts, range, mapper);
    }

    private static <V> Outcome<V> onType1(
            VfioState state, int container, Function<Type1, Outcome<V>> call) {
        return type1(state, container).map(call).orElseGet(() -> withoutType1(state, container));
    }

    /// What a call on mappings meets where no type1 back end is.
    private static <V> Outcome<V> withoutType1(VfioState state, int container) {
        return containerOf(state, container).noIommu()
                ? refuse(Errno.ENOTTY, VfioRules.NO_MAPPINGS)
                : refuse(Errno.EINVAL, VfioRules.NO_BACK_END);
    }

    private boolean isWithoutIommu(int group) {
        return host.noIommuMember(group).isPresent();
    }

    private boolean isEmulated(int group) {
        return host.emulatedMember(group).isPresent();
    }

    private static Optional<Type1> type1(VfioState state, int container) {
        return Optional.ofNullable(containerOf(state, container).type1());
    }

    private static VfioState with(VfioState state, int container, Type1 type1) {
        return state.with(containerOf(state, container).withType1(type1));
    }

    private static Container containerOf(VfioState state, int number) {
        return state.container(number).orElseThrow();
    }

    private KernelRelease release() {
        return host.facts().release().value();
    }
}
