package iovatlas.kernel.vfio;

import iovatlas.kernel.iommu.DmaOwnership;
import iovatlas.topology.PciAddress;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Everything that VFIO keeps: open groups, containers and device files.
///
/// @param groups open groups by number
/// @param containers by number
/// @param devices open device files by function
/// @param owners who owns the DMA of which group
/// @param lockedPages pages that each process has locked, by its name
/// @param containersMade how many containers there ever were
public record VfioState(
        Map<Integer, GroupFile> groups,
        Map<Integer, Container> containers,
        Map<PciAddress, DeviceFile> devices,
        DmaOwnership owners,
        Map<String, Long> lockedPages,
        int containersMade) {

    /// Nothing is open.
    public static final VfioState EMPTY =
            new VfioState(Map.of(), Map.of(), Map.of(), DmaOwnership.NOBODY, Map.of(), 0);

    public VfioState {
        groups = Map.copyOf(groups);
        containers = Map.copyOf(containers);
        devices = Map.copyOf(devices);
        lockedPages = Map.copyOf(lockedPages);
    }

    public Optional<GroupFile> group(int number) {
        return Optional.ofNullable(groups.get(number));
    }

    public Optional<Container> container(int number) {
        return Optional.ofNullable(containers.get(number));
    }

    public Optional<DeviceFile> device(PciAddress at) {
        return Optional.ofNullable(devices.get(at));
    }

    /// How many pages a process has locked.
    public long locked(String process) {
        return lockedPages.getOrDefault(process, 0L);
    }

    /// With that group file in place of one of the same number.
    public VfioState with(int group, GroupFile file) {
        var more = new HashMap<>(groups);
        more.put(group, file);
        return new VfioState(more, containers, devices, owners, lockedPages, containersMade);
    }

    VfioState withoutGroup(int group) {
        var rest = new HashMap<>(groups);
        rest.remove(group);
        return new VfioState(rest, containers, devices, owners, lockedPages, containersMade);
    }

    /// With that container; a container that nobody holds and that no group is in goes away.
    VfioState with(Container container) {
        var more = new HashMap<>(containers);
        if (container.held() || !container.groups().isEmpty()) {
            more.put(container.number(), container);
        } else {
            more.remove(container.number());
        }
        return new VfioState(
                groups,
                more,
                devices,
                owners,
                lockedPages,
                Math.max(containersMade, container.number() + 1));
    }

    VfioState with(PciAddress at, DeviceFile file) {
        var more = new HashMap<>(devices);
        more.put(at, file);
        return new VfioState(groups, containers, more, owners, lockedPages, containersMade);
    }

    VfioState withoutDevice(PciAddress at) {
        var rest = new HashMap<>(devices);
        rest.remove(at);
        return new VfioState(groups, containers, rest, owners, lockedPages, containersMade);
    }

    public VfioState withOwners(DmaOwnership value) {
        return new VfioState(groups, containers, devices, value, lockedPages, containersMade);
    }

    VfioState withLocked(String process, long change) {
        if (change == 0) {
            return this;
        }
        var more = new HashMap<>(lockedPages);
        more.merge(process, change, Long::sum);
        return new VfioState(groups, containers, devices, owners, more, containersMade);
    }
}
