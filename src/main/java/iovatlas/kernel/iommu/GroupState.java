package iovatlas.kernel.iommu;

import iovatlas.kernel.Reason;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The groups of a machine and how they came about, as an immutable value.
///
/// @param groups by number, ascending
/// @param groupOf number of a function's group
/// @param groupOfOther number of the group of a device on no PCI bus
/// @param links how each grouped function came to its group
/// @param refusals why a function has no group
/// @param streams stream IDs in use
/// @param drivers what is bound to PCI functions
/// @param observedNumbers groups whose number was recorded and not computed
/// @param noIommu numbers of the groups that VFIO made for functions without IOMMU, by function
/// @param emulated numbers of the groups that VFIO made for mediated devices, by name; they are among
///     the groups too
record GroupState(
        Map<Integer, IommuGroup> groups,
        Map<PciAddress, Integer> groupOf,
        Map<String, Integer> groupOfOther,
        Map<PciAddress, JoinLink> links,
        Map<PciAddress, Reason> refusals,
        Map<StreamKey, StreamEntry> streams,
        Map<PciAddress, String> drivers,
        Set<Integer> observedNumbers,
        Map<PciAddress, Integer> noIommu,
        Map<String, Integer> emulated) {

    /// No group yet.
    static final GroupState EMPTY =
            new GroupState(
                    Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of(),
                    Map.of(), Map.of());

    GroupState {
        groups = Collections.unmodifiableMap(groups);
        groupOf = Collections.unmodifiableMap(groupOf);
        groupOfOther = Collections.unmodifiableMap(groupOfOther);
        links = Collections.unmodifiableMap(links);
        refusals = Collections.unmodifiableMap(refusals);
        streams = Collections.unmodifiableMap(streams);
        drivers = Collections.unmodifiableMap(drivers);
        observedNumbers = Set.copyOf(observedNumbers);
        noIommu = Map.copyOf(noIommu);
        emulated = Map.copyOf(emulated);
    }

    /// One group replaced.
    GroupState withGroup(IommuGroup group) {
        Map<Integer, IommuGroup> changed = new TreeMap<>(groups);
        changed.put(group.number(), group);
        return new GroupState(
                changed,
                groupOf,
                groupOfOther,
                links,
                refusals,
                streams,
                drivers,
                observedNumbers,
                noIommu,
                emulated);
    }

    /// @param driver null for none
    GroupState withDriver(PciAddress at, @Nullable String driver) {
        Map<PciAddress, String> changed = new HashMap<>(drivers);
        if (driver == null) {
            changed.remove(at);
        } else {
            changed.put(at, driver);
        }
        return new GroupState(
                groups,
                groupOf,
                groupOfOther,
                links,
                refusals,
                streams,
                changed,
                observedNumbers,
                noIommu,
                emulated);
    }

    GroupState withNoIommu(Map<PciAddress, Integer> value) {
        return new GroupState(
                groups,
                groupOf,
                groupOfOther,
                links,
                refusals,
                streams,
                drivers,
                observedNumbers,
                value,
                emulated);
    }

    GroupState withEmulated(Map<Integer, IommuGroup> all, Map<String, Integer> value) {
        return new GroupState(
                all,
                groupOf,
                groupOfOther,
                links,
                refusals,
                streams,
                drivers,
                observedNumbers,
                noIommu,
                value);
    }
}
