package iovatlas.kernel.kvm;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a guest's commands made of its virtual ITS.
///
/// @param devices by DeviceID
/// @param collections vCPU by ICID; a collection that a MAPTI named before any MAPC has vCPU -1
/// @param lpis by number
record VitsTables(
        Map<Integer, VitsDevice> devices,
        Map<Integer, Integer> collections,
        Map<Integer, Vlpi> lpis) {

    static final VitsTables EMPTY = new VitsTables(Map.of(), Map.of(), Map.of());
    static final int UNMAPPED = -1;

    VitsTables {
        devices = Map.copyOf(devices);
        collections = Map.copyOf(collections);
        lpis = Map.copyOf(lpis);
    }

    Optional<VitsDevice> device(int deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    @Nullable VitsEntry entry(int deviceId, int event) {
        VitsDevice device = devices.get(deviceId);
        return device == null ? null : device.events().get(event);
    }

    /// The vCPU of a collection, empty when it is not mapped.
    Optional<Integer> vcpuOf(@Nullable Integer icid) {
        return icid == null
                ? Optional.empty()
                : Optional.ofNullable(collections.get(icid)).filter(vcpu -> vcpu != UNMAPPED);
    }

    VitsTables withDevice(int deviceId, VitsDevice device) {
        Map<Integer, VitsDevice> changed = new HashMap<>(devices);
        changed.put(deviceId, device);
        return new VitsTables(changed, collections, lpis);
    }

    VitsTables withoutDevice(int deviceId) {
        Map<Integer, VitsDevice> changed = new HashMap<>(devices);
        VitsDevice gone = changed.remove(deviceId);
        VitsTables after = new VitsTables(changed, collections, lpis);
        if (gone != null) {
            for (VitsEntry entry : gone.events().values()) {
                after = after.withoutUnusedLpi(entry.lpi());
            }
        }
        return after;
    }

    VitsTables withCollection(int icid, int vcpu) {
        Map<Integer, Integer> changed = new HashMap<>(collections);
        changed.put(icid, vcpu);
        return new VitsTables(devices, changed, lpis);
    }

    /// Takes a collection away; every event that points at it loses its link.
    VitsTables withoutCollection(int icid) {
        Map<Integer, Integer> fewer = new HashMap<>(collections);
        fewer.remove(icid);
        Map<Integer, VitsDevice> changed = new HashMap<>();
        devices.forEach((id, device) -> {
            VitsDevice after = device;
            for (Map.Entry<Integer, VitsEntry> e : device.events().entrySet()) {
                Integer link = e.getValue().icid();
                if (link != null && link == icid) {
                    after = after.with(e.getKey(), new VitsEntry(e.getValue().lpi(), null));
                }
            }
            changed.put(id, after);
        });
        return new VitsTables(changed, fewer, lpis);
    }

    VitsTables withLpi(int lpi, Vlpi state) {
        Map<Integer, Vlpi> changed = new HashMap<>(lpis);
        changed.put(lpi, state);
        return new VitsTables(devices, collections, changed);
    }

    /// Every virtual LPI whose event points at the collection goes to the vCPU.
    VitsTables retarget(int icid, int vcpu) {
        VitsTables after = this;
        for (VitsDevice device : devices.values()) {
            for (VitsEntry entry : device.events().values()) {
                Integer link = entry.icid();
                Vlpi lpi = after.lpis.get(entry.lpi());
                if (link != null && link == icid && lpi != null) {
                    after = after.withLpi(entry.lpi(), lpi.to(vcpu));
                }
            }
        }
        return after;
    }

    VitsTables withoutUnusedLpi(int lpi) {
        boolean used =
                devices.values().stream()
                        .flatMap(d -> d.events().values().stream())
                        .anyMatch(e -> e.lpi() == lpi);
        if (used) {
            return this;
        }
        Map<Integer, Vlpi> fewer = new HashMap<>(lpis);
        fewer.remove(lpi);
        return new VitsTables(devices, collections, fewer);
    }
}
