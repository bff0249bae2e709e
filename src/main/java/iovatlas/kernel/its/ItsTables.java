package iovatlas.kernel.its;

import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.its.ItsCommand.Clear;
import iovatlas.kernel.its.ItsCommand.Discard;
import iovatlas.kernel.its.ItsCommand.Int;
import iovatlas.kernel.its.ItsCommand.Inv;
import iovatlas.kernel.its.ItsCommand.Invall;
import iovatlas.kernel.its.ItsCommand.Mapc;
import iovatlas.kernel.its.ItsCommand.Mapd;
import iovatlas.kernel.its.ItsCommand.Mapti;
import iovatlas.kernel.its.ItsCommand.Movall;
import iovatlas.kernel.its.ItsCommand.Movi;
import iovatlas.kernel.its.ItsCommand.Sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The tables of one ITS as its commands leave them: device table, interrupt translation tables,
/// collections. Physical entries only.
///
/// @param enabled GITS_CTLR.Enabled
/// @param deviceIdBits GITS_TYPER.Devbits + 1
/// @param eventIdBits GITS_TYPER.ID_bits + 1
/// @param lpis how many LPIs the redistributors know, from 8192 on
/// @param processors redistributors are `0..processors-1`
/// @param devices the mapped devices by DeviceID
/// @param collections processor number by ICID
public record ItsTables(
        boolean enabled,
        int deviceIdBits,
        int eventIdBits,
        int lpis,
        int processors,
        PersistentMap<Integer, ItsDeviceEntry> devices,
        Map<Integer, Integer> collections) {

    private static final int COLLECTIONS = 1 << 16;

    public ItsTables {
        collections = Map.copyOf(collections);
    }

    /// An enabled ITS with nothing mapped but one collection for each processor, as Linux binds
    /// them when CPUs come up.
    public static ItsTables booted(int deviceIdBits, int eventIdBits, int lpis, int processors) {
        Map<Integer, Integer> collections = new HashMap<>();
        for (int cpu = 0; cpu < processors; cpu++) {
            collections.put(cpu, cpu);
        }
        return new ItsTables(
                true,
                deviceIdBits,
                eventIdBits,
                lpis,
                processors,
                PersistentMap.empty(),
                collections);
    }

    /// Carries out one command after the checks of the architecture.
    public ItsResult execute(ItsCommand command) {
        return switch (command) {
            case Mapd mapd -> mapd(mapd);
            case Mapc mapc -> mapc(mapc);
            case Mapti mapti -> mapti(mapti);
            case Movi movi -> movi(movi);
            case Discard discard -> discard(discard);
            case Int event ->
                    checked(
                            mapped(event.deviceId(), event.eventId()),
                            ItsError.INT_UNMAPPED_INTERRUPT);
            case Clear event ->
                    checked(
                            mapped(event.deviceId(), event.eventId()),
                            ItsError.CLEAR_UNMAPPED_INTERRUPT);
            case Inv event ->
                    checked(
                            mapped(event.deviceId(), event.eventId()),
                            ItsError.INV_UNMAPPED_INTERRUPT);
            case Invall all ->
                    checked(
                            collections.containsKey(all.icid()),
                            ItsError.INVALL_UNMAPPED_COLLECTION);
            case Movall all ->
                    checked(
                            isProcessor(all.from()) && isProcessor(all.to()),
                            ItsError.MOVALL_PROCNUM_OOR);
            case Sync _ -> new ItsResult(this, null);
        };
    }

    /// What a write of `eventId` with the sideband `deviceId` to the doorbell becomes.
    public ItsLookup lookup(int deviceId, int eventId) {
        if (!enabled) {
            return new ItsLookup.Dropped(ItsLookup.Cause.DISABLED);
        }
        if (!isDevice(deviceId)) {
            return new ItsLookup.Dropped(ItsLookup.Cause.DEVICE_OUT_OF_RANGE);
        }
        ItsDeviceEntry device = devices.get(deviceId);
        if (device == null) {
            return new ItsLookup.Dropped(ItsLookup.Cause.DEVICE_NOT_MAPPED);
        }
        if (!device.covers(eventId)) {
            return new ItsLookup.Dropped(ItsLookup.Cause.EVENT_OUT_OF_RANGE);
        }
        return device.event(eventId)
                .map(this::route)
                .orElseGet(() -> new ItsLookup.Dropped(ItsLookup.Cause.EVENT_NOT_MAPPED));
    }

    public Optional<ItsDeviceEntry> device(int deviceId) {
        return Optional.ofNullable(devices.get(deviceId));
    }

    private ItsLookup route(ItsEntry entry) {
        Integer processor = collections.get(entry.icid());
        if (processor == null) {
            return new ItsLookup.Dropped(ItsLookup.Cause.COLLECTION_NOT_MAPPED);
        }
        return isLpi(entry.intid())
                ? new ItsLookup.Found(entry.intid(), entry.icid(), processor)
                : new ItsLookup.Dropped(ItsLookup.Cause.LPI_OUT_OF_RANGE);
    }

    private ItsResult mapd(Mapd command) {
        if (!isDevice(command.deviceId())) {
            return new ItsResult(this, ItsError.MAPD_DEVICE_OOR);
        }
        if (command.valid() && command.eventBits() > eventIdBits) {
            return new ItsResult(this, ItsError.MAPD_ITTSIZE_OOR);
        }
        return new ItsResult(
                withDevices(
                        command.valid()
                                ? devices.with(
                                        command.deviceId(),
                                        ItsDeviceEntry.empty(command.eventBits()))
                                : devices.without(command.deviceId())),
                null);
    }

    private ItsResult mapc(Mapc command) {
        if (command.icid() < 0 || command.icid() >= COLLECTIONS) {
            return new ItsResult(this, ItsError.MAPC_COLLECTION_OOR);
        }
        if (command.valid() && !isProcessor(command.processor())) {
            return new ItsResult(this, ItsError.MAPC_PROCNUM_OOR);
        }
        Map<Integer, Integer> changed = new HashMap<>(collections);
        if (command.valid()) {
            changed.put(command.icid(), command.processor());
        } else {
            changed.remove(command.icid());
        }
        ItsTables after =
                new ItsTables(
                        enabled, deviceIdBits, eventIdBits, lpis, processors, devices, changed);
        return new ItsResult(after, null);
    }

    private ItsResult mapti(Mapti command) {
        ItsDeviceEntry device = devices.get(command.deviceId());
        if (device == null) {
            return new ItsResult(this, ItsError.MAPTI_UNMAPPED_DEVICE);
        }
        if (!device.covers(command.eventId())) {
            return new ItsResult(this, ItsError.MAPTI_ID_OOR);
        }
        if (!isLpi(command.intid())) {
            return new ItsResult(this, ItsError.MAPTI_PHYSICALID_OOR);
        }
        ItsEntry entry = new ItsEntry(command.intid(), command.icid());
        return new ItsResult(
                withDevice(command.deviceId(), device.with(command.eventId(), entry)), null);
    }

    private ItsResult movi(Movi command) {
        ItsDeviceEntry device = devices.get(command.deviceId());
        ItsEntry entry = device == null ? null : device.events().get(command.eventId());
        if (device == null || entry == null) {
            return new ItsResult(this, ItsError.MOVI_UNMAPPED_INTERRUPT);
        }
        if (!collections.containsKey(command.icid())) {
            return new ItsResult(this, ItsError.MOVI_UNMAPPED_COLLECTION);
        }
        ItsEntry moved = new ItsEntry(entry.intid(), command.icid());
        return new ItsResult(
                withDevice(command.deviceId(), device.with(command.eventId(), moved)), null);
    }

    private ItsResult discard(Discard command) {
        ItsDeviceEntry device = devices.get(command.deviceId());
        if (device == null || !device.events().containsKey(command.eventId())) {
            return new ItsResult(this, ItsError.DISCARD_UNMAPPED_INTERRUPT);
        }
        return new ItsResult(
                withDevice(command.deviceId(), device.without(command.eventId())), null);
    }

    private ItsResult checked(boolean fine, ItsError error) {
        return new ItsResult(this, fine ? null : error);
    }

    private boolean mapped(int deviceId, int eventId) {
        return device(deviceId).flatMap(device -> device.event(eventId)).isPresent();
    }

    private boolean isDevice(int deviceId) {
        return deviceIdBits >= 32 || Integer.compareUnsigned(deviceId, 1 << deviceIdBits) < 0;
    }

    private boolean isLpi(int intid) {
        return intid >= LpiRange.FIRST_LPI && intid - LpiRange.FIRST_LPI < lpis;
    }

    private boolean isProcessor(int number) {
        return number >= 0 && number < processors;
    }

    private ItsTables withDevice(int deviceId, ItsDeviceEntry device) {
        return withDevices(devices.with(deviceId, device));
    }

    private ItsTables withDevices(PersistentMap<Integer, ItsDeviceEntry> changed) {
        return new ItsTables(
                enabled, deviceIdBits, eventIdBits, lpis, processors, changed, collections);
    }
}
