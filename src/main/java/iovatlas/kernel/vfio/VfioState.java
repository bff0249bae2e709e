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
        return new VfioState(
                put(groups, group, file), containers, devices, owners, lockedPages, containersMade);
    }

    VfioState withoutGroup(int group) {
        return new VfioState(
                without(groups, group), containers, devices, owners, lockedPages, containersMade);
    }

    /// With that container; a container that nobody holds and that no group is in goes away.
    VfioState with(Container container) {
        boolean stays = container.held() || !container.groups().isEmpty();
        return new VfioState(
                groups,
                stays
                        ? put(containers, container.number(), container)
                        : without(containers, container.number()),
                devices,
                owners,
                lockedPages,
                Math.max(containersMade, container.number() + 1));
    }

    VfioState with(PciAddress at, DeviceFile file) {
        return new VfioState(
                groups, containers, put(devices, at, file), owners, lockedPages, containersMade);
    }

    VfioState withoutDevice(PciAddress at) {
        return new VfioState(
                groups, containers, without(devices, at), owners, lockedPages, containersMade);
    }

    public VfioState withOwners(DmaOwnership value) {
        return new VfioState(groups, containers, devices, value, lockedPages, containersMade);
    }

    VfioState withLocked(String process, long change) {
        if (change == 0) {
            return this;
        }
        Map<String, Long> pages = put(lockedPages, process, locked(process) + change);
        return new VfioState(groups, containers, devices, owners, pages, containersMade);
    }

    /// Most maps have one entry, which most changes replace.
    private static <K, V> Map<K, V> put(Map<K, V> old, K key, V value) {
        if (old.isEmpty() || (old.size() == 1 && old.containsKey(key))) {
            return Map.of(key, value);
        }
        var more = new HashMap<>(old);
        more.put(key, value);
        return more;
    }

    private static <K, V> Map<K, V> without(Map<K, V> old, K key) {
        var rest = new HashMap<>(old);
        rest.remove(key);
        return rest;
    }
}
