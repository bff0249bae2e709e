package iovatlas.kernel.kvm;

import iovatlas.address.GuestPhysical;
import iovatlas.topology.Register64;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What KVM writes into the guest's memory when a virtual ITS is saved, and reads when it is restored.
///
/// Source: `arch/arm64/kvm/vgic/vgic-its.c:vgic_its_save_tables_v0, vgic_its_restore_tables_v0`.
///
/// @param devices device table entries by DeviceID
/// @param events translation table entries by DeviceID and EventID
/// @param collections collection table entries, one after the other
/// @param lpis what the guest's configuration and pending tables say of each virtual LPI
public record SavedTables(
        Map<Integer, Register64> devices,
        Map<Integer, Map<Integer, Register64>> events,
        List<Register64> collections,
        Map<Integer, Vlpi> lpis) {

    public SavedTables {
        devices = Map.copyOf(devices);
        events = Map.copyOf(events);
        collections = List.copyOf(collections);
        lpis = Map.copyOf(lpis);
    }

    static SavedTables of(VitsTables tables) {
        Map<Integer, Register64> devices = new HashMap<>();
        Map<Integer, Map<Integer, Register64>> events = new HashMap<>();
        var byId = new TreeMap<>(tables.devices());
        byId.forEach((id, device) -> {
            Integer next = byId.higherKey(id);
            devices.put(
                    id,
                    SavedEntries.device(
                            device.table(), device.eventBits(), next == null ? 0 : next - id));
            events.put(id, events(device));
        });
        List<Register64> collections = new ArrayList<>();
        new TreeMap<>(tables.collections())
                .forEach((icid, vcpu) -> {
                    if (vcpu != VitsTables.UNMAPPED) {
                        collections.add(SavedEntries.collection(vcpu, icid));
                    }
                });
        return new SavedTables(devices, events, collections, tables.lpis());
    }

    private static Map<Integer, Register64> events(VitsDevice device) {
        var byId = new TreeMap<>(device.events());
        byId.values().removeIf(entry -> entry.icid() == null);
        Map<Integer, Register64> saved = new HashMap<>();
        byId.forEach((id, entry) -> {
            Integer next = byId.higherKey(id);
            Integer icid = entry.icid();
            saved.put(
                    id,
                    SavedEntries.event(
                            next == null ? 0 : next - id, entry.lpi(), icid == null ? 0 : icid));
        });
        return saved;
    }

    /// What a virtual ITS knows after it has read these entries.
    VitsTables restored() {
        Map<Integer, Integer> vcpus = new HashMap<>();
        for (Register64 entry : collections) {
            vcpus.put((int) (entry.bits() & 0xffff), (int) (entry.bits() >>> 16));
        }
        Map<Integer, VitsDevice> restored = new HashMap<>();
        devices.forEach((id, entry) -> {
            Map<Integer, VitsEntry> back = new HashMap<>();
            events.getOrDefault(id, Map.of())
                    .forEach((event, ite) ->
                            back.put(
                                    event,
                                    new VitsEntry(
                                            (int) (ite.bits() >>> 16),
                                            (int) (ite.bits() & 0xffff))));
            GuestPhysical table = GuestPhysical.of((entry.bits() >>> 5 & (1L << 44) - 1) << 8);
            restored.put(id, new VitsDevice((int) (entry.bits() & 0x1f) + 1, table, back));
        });
        return new VitsTables(restored, vcpus, lpis);
    }
}
