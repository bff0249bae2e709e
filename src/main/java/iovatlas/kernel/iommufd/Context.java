package iovatlas.kernel.iommufd;

import iovatlas.address.ByteSize;
import iovatlas.kernel.CallingProcess;
import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.doorbell.ContextDoorbells;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One open `/dev/iommu`. Its objects share one space of numbers.
///
/// Source: `drivers/iommu/iommufd/iommufd_private.h:struct iommufd_ctx`.
///
/// @param number counts up on the machine
/// @param page the CPU's page size
/// @param ioases by id
/// @param hwpts by id
/// @param devices by id
/// @param accesses of drivers of mediated devices, by id
/// @param groups by group number
/// @param doorbells shared by all page tables
/// @param compatible id of the IOAS that the calls of a VFIO container work on, null for none
/// @param accounting what memory is held against that processes without CAP_IPC_LOCK map from now on
/// @param pagesMade how often memory was mapped
/// @param noIommu whether a group without IOMMU was ever put into it; that stays
public record Context(
        int number,
        ByteSize page,
        PersistentMap<Integer, Ioas> ioases,
        PersistentMap<Integer, Hwpt> hwpts,
        PersistentMap<Integer, BoundDevice> devices,
        PersistentMap<Integer, Access> accesses,
        PersistentMap<Integer, ContextGroup> groups,
        ContextDoorbells doorbells,
        @Nullable Integer compatible,
        Accounting accounting,
        int pagesMade,
        boolean noIommu) {

    static Context open(int number, ByteSize page) {
        return new Context(
                number,
                page,
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                PersistentMap.empty(),
                ContextDoorbells.of(page),
                null,
                Accounting.USER,
                0,
                false);
    }

    public Optional<Ioas> ioas(int id) {
        return Optional.ofNullable(ioases.get(id));
    }

    public Optional<Hwpt> hwpt(int id) {
        return Optional.ofNullable(hwpts.get(id));
    }

    public Optional<BoundDevice> device(int id) {
        return Optional.ofNullable(devices.get(id));
    }

    /// The device object of a function.
    public Optional<BoundDevice> device(PciAddress at) {
        return devices.values().stream().filter(d -> d.at().equals(at)).findFirst();
    }

    /// The devices attached to a page table.
    public List<BoundDevice> attachedTo(int hwpt) {
        return devices.values().stream().filter(d -> d.isAttachedTo(hwpt)).toList();
    }

    ContextGroup group(int number) {
        ContextGroup group = groups.get(number);
        return group == null ? ContextGroup.NEW : group;
    }

    /// Its name as owner of groups.
    String ownerName() {
        return "iommufd context " + number;
    }

    /// The smallest number that no object has.
    int freeId() {
        int id = 1;
        while (ioases.containsKey(id)
                || hwpts.containsKey(id)
                || devices.containsKey(id)
                || accesses.containsKey(id)) {
            id++;
        }
        return id;
    }

    Context with(Ioas ioas) {
        Context changed = with(ioases.with(ioas.id(), ioas), hwpts, devices);
        for (Access access : accesses.values()) {
            if (access.isAttachedTo(ioas.id()) && !access.pinned().isEmpty()) {
                changed = changed.with(access.within(ioas));
            }
        }
        return changed;
    }

    /// The access object of a mediated device.
    public Optional<Access> access(String device) {
        return accesses.values().stream().filter(a -> a.device().equals(device)).findFirst();
    }

    Context with(Access access) {
        return withAccesses(accesses.with(access.id(), access));
    }

    Context withoutAccess(int id) {
        return withAccesses(accesses.without(id));
    }

    private Context withAccesses(PersistentMap<Integer, Access> value) {
        return new Context(
                number,
                page,
                ioases,
                hwpts,
                devices,
                value,
                groups,
                doorbells,
                compatible,
                accounting,
                pagesMade,
                noIommu);
    }

    Context withoutIoas(int id) {
        Context rest = with(ioases.without(id), hwpts, devices);
        return compatible != null && compatible == id ? rest.withCompatible(null) : rest;
    }

    Context with(Hwpt hwpt) {
        return with(ioases, hwpts.with(hwpt.id(), hwpt), devices);
    }

    /// A page table goes, and with it what it reserved in its IOAS.
    Context withoutHwpt(int id) {
        Hwpt hwpt = hwpts.get(id);
        if (hwpt == null) {
            return this;
        }
        Ioas ioas = ioas(hwpt.ioas()).orElseThrow().withoutDomain(id);
        return with(ioas).with(ioases.with(ioas.id(), ioas), hwpts.without(id), devices);
    }

    Context with(BoundDevice device) {
        return with(ioases, hwpts, devices.with(device.id(), device));
    }

    Context withoutDevice(BoundDevice device) {
        Context rest = with(ioases, hwpts, devices.without(device.id()));
        boolean last = rest.devices().values().stream().noneMatch(d -> d.group() == device.group());
        return last ? rest.withGroups(groups.without(device.group())) : rest;
    }

    Context with(int group, ContextGroup value) {
        return withGroups(groups.with(group, value));
    }

    private Context withGroups(PersistentMap<Integer, ContextGroup> value) {
        return new Context(
                number,
                page,
                ioases,
                hwpts,
                devices,
                accesses,
                value,
                doorbells,
                compatible,
                accounting,
                pagesMade,
                noIommu);
    }

    Context withDoorbells(ContextDoorbells value) {
        return new Context(
                number,
                page,
                ioases,
                hwpts,
                devices,
                accesses,
                groups,
                value,
                compatible,
                accounting,
                pagesMade,
                noIommu);
    }

    Context withCompatible(@Nullable Integer value) {
        return new Context(
                number,
                page,
                ioases,
                hwpts,
                devices,
                accesses,
                groups,
                doorbells,
                value,
                accounting,
                pagesMade,
                noIommu);
    }

    /// After a group without IOMMU was put into it: for good, also when the group leaves.
    ///
    /// Source: `vfio_compat.c:iommufd_vfio_compat_set_no_iommu`.
    Context withNoIommu() {
        return new Context(
                number,
                page,
                ioases,
                hwpts,
                devices,
                accesses,
                groups,
                doorbells,
                compatible,
                accounting,
                pagesMade,
                true);
    }

    /// Whether it has no object at all.
    boolean isEmpty() {
        return ioases.isEmpty() && hwpts.isEmpty() && devices.isEmpty() && accesses.isEmpty();
    }

    /// Memory that a process maps now.
    UserPages pagesOf(CallingProcess process, boolean writable, int tag) {
        Accounting held = process.mayLock() ? Accounting.NONE : accounting;
        return new UserPages(pagesMade, writable, process, held, tag);
    }

    Context withPagesMade() {
        return accounted(accounting, pagesMade + 1);
    }

    Context withAccounting(Accounting value) {
        return accounted(value, pagesMade);
    }

    private Context accounted(Accounting value, int made) {
        return new Context(
                number,
                page,
                ioases,
                hwpts,
                devices,
                accesses,
                groups,
                doorbells,
                compatible,
                value,
                made,
                noIommu);
    }

    private Context with(
            PersistentMap<Integer, Ioas> newIoases,
            PersistentMap<Integer, Hwpt> newHwpts,
            PersistentMap<Integer, BoundDevice> newDevices) {
        return new Context(
                number,
                page,
                newIoases,
                newHwpts,
                newDevices,
                accesses,
                groups,
                doorbells,
                compatible,
                accounting,
                pagesMade,
                noIommu);
    }
}
