package iovatlas.kernel.iommu;

import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Reason;
import iovatlas.topology.IommuHardware;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which stream IDs of the SMMUs are in use, while devices are probed.
///
/// Source: `drivers/iommu/arm/arm-smmu-v3/arm-smmu-v3.c:arm_smmu_insert_master`,
/// `drivers/iommu/arm/arm-smmu/arm-smmu.c:arm_smmu_master_alloc_smes, arm_smmu_device_group`.
final class StreamTable {

    private final KernelRelease release;
    private final Map<StreamKey, StreamEntry> entries;
    private final Map<String, Integer> inUse = new HashMap<>();

    StreamTable(KernelRelease release, Map<StreamKey, StreamEntry> earlier) {
        this.release = release;
        this.entries = new HashMap<>(earlier);
        entries.keySet().forEach(key -> inUse.merge(key.iommu(), 1, Integer::sum));
    }

    Map<StreamKey, StreamEntry> entries() {
        return entries;
    }

    /// Takes the stream IDs of a device into use.
    ///
    /// @return null, or why the device cannot be had; then nothing was taken
    @Nullable Reason claim(IommuSide side, String device) {
        return switch (side.iommu().hardware()) {
            case IommuHardware.SmmuV3 _ -> claimAlone(side, device);
            case IommuHardware.SmmuV2 smmu -> claimShared(side, device, smmu.streamMapEntries());
            case IommuHardware.Vtd _, IommuHardware.AmdVi _, IommuHardware.VirtioIommu _ -> null;
        };
    }

    /// The group that the stream-map entries of an SMMUv2 device agree on.
    ///
    /// @return a group number, [StreamEntry#NO_GROUP] for none
    int sharedGroup(IommuSide side) {
        int group = StreamEntry.NO_GROUP;
        for (int id : side.streamIds()) {
            StreamEntry entry = entries.get(key(side, id));
            group = entry == null ? StreamEntry.NO_GROUP : entry.group();
        }
        return group;
    }

    /// Whether the entries of an SMMUv2 device belong to different groups.
    boolean groupsDiffer(IommuSide side) {
        int group = StreamEntry.NO_GROUP;
        for (int id : side.streamIds()) {
            StreamEntry entry = entries.get(key(side, id));
            int next = entry == null ? StreamEntry.NO_GROUP : entry.group();
            if (group != StreamEntry.NO_GROUP && next != StreamEntry.NO_GROUP && group != next) {
                return true;
            }
            group = next;
        }
        return false;
    }

    /// Who made the last entry of a device; only for a device that has claimed its entries.
    String ownerOf(IommuSide side) {
        StreamEntry entry = entries.get(key(side, side.streamIds().getLast()));
        return entry == null ? "" : entry.owner();
    }

    void remember(IommuSide side, int group) {
        for (int id : side.streamIds()) {
            entries.computeIfPresent(key(side, id), (_, entry) -> entry.remembering(group));
        }
    }

    void release(IommuSide side, String device) {
        for (int id : new HashSet<>(side.streamIds())) {
            StreamKey key = key(side, id);
            StreamEntry entry = entries.get(key);
            if (entry == null || (entry.users() == 1 && !entry.owner().equals(device))) {
                continue;
            }
            if (entry.users() == 1) {
                entries.remove(key);
                inUse.merge(key.iommu(), -1, Integer::sum);
            } else {
                entries.put(key, entry.released());
            }
        }
    }

    private @Nullable Reason claimAlone(IommuSide side, String device) {
        if (!GroupRules.STREAM_ID_TAKEN.holdsIn(release)) {
            return null;
        }
        Set<StreamKey> own = new HashSet<>();
        for (int id : side.streamIds()) {
            StreamKey key = key(side, id);
            StreamEntry taken = entries.get(key);
            if (taken != null || (!own.add(key) && SmmuReleases.refusesOwnDuplicate(release))) {
                return taken(device, taken == null ? device : taken.owner(), key);
            }
        }
        own.forEach(key -> add(key, StreamEntry.ownedBy(device)));
        return null;
    }

    private @Nullable Reason claimShared(IommuSide side, String device, int limit) {
        Set<StreamKey> wanted = new HashSet<>();
        side.streamIds().forEach(id -> wanted.add(key(side, id)));
        long further = wanted.stream().filter(key -> !entries.containsKey(key)).count();
        if (inUse.getOrDefault(side.iommu().name(), 0) + further > limit) {
            return Reason.of(GroupRules.STREAM_MAP_FULL, new Evidence.OfText("device", device));
        }
        for (StreamKey key : wanted) {
            StreamEntry known = entries.get(key);
            if (known == null) {
                add(key, StreamEntry.ownedBy(device));
            } else {
                entries.put(key, known.shared());
            }
        }
        return null;
    }

    private void add(StreamKey key, StreamEntry entry) {
        entries.put(key, entry);
        inUse.merge(key.iommu(), 1, Integer::sum);
    }

    private static Reason taken(String device, String owner, StreamKey key) {
        return new Reason(
                GroupRules.STREAM_ID_TAKEN,
                List.of(
                        new Evidence.OfText("device", device),
                        new Evidence.OfText("device", owner),
                        new Evidence.OfText("", key.toString())));
    }

    private static StreamKey key(IommuSide side, int id) {
        return new StreamKey(side.iommu().name(), id);
    }
}
