package iovatlas.kernel.kvm;

import iovatlas.address.GuestPhysical;
import iovatlas.address.HostPhysical;
import iovatlas.kernel.its.ItsCommand;
import iovatlas.kernel.its.ItsError;

import java.util.Map;

/// The commands of a virtual ITS, with the checks that KVM makes.
///
/// Source: `arch/arm64/kvm/vgic/vgic-its.c:vgic_its_handle_command`.
record VitsCommands(VirtualIts its) {

    private static final int ID_LIMIT = 1 << 16;
    private static final int EVENT_BITS = 16;

    VitsResult execute(ItsCommand command) {
        return switch (command) {
            case ItsCommand.Mapd mapd -> mapd(mapd);
            case ItsCommand.Mapc mapc -> mapc(mapc);
            case ItsCommand.Mapti mapti -> mapti(mapti);
            case ItsCommand.Movi movi -> movi(movi);
            case ItsCommand.Discard discard -> discard(discard);
            case ItsCommand.Int event -> trigger(event);
            case ItsCommand.Clear clear -> clear(clear);
            case ItsCommand.Inv inv ->
                    its.tables().entry(inv.deviceId(), inv.eventId()) == null
                            ? error(ItsError.INV_UNMAPPED_INTERRUPT)
                            : done(its.tables());
            case ItsCommand.Invall all ->
                    its.tables().vcpuOf(all.icid()).isEmpty()
                            ? error(ItsError.INVALL_UNMAPPED_COLLECTION)
                            : done(its.tables());
            case ItsCommand.Movall all -> movall(all);
            case ItsCommand.Sync _ -> done(its.tables());
        };
    }

    private VitsResult mapd(ItsCommand.Mapd command) {
        if (Integer.toUnsignedLong(command.deviceId()) >= ID_LIMIT) {
            return error(ItsError.MAPD_DEVICE_OOR);
        }
        if (command.valid() && command.eventBits() > EVENT_BITS) {
            return error(ItsError.MAPD_ITTSIZE_OOR);
        }
        VitsTables without = its.tables().withoutDevice(command.deviceId());
        VitsTables after =
                command.valid()
                        ? without.withDevice(
                                command.deviceId(),
                                new VitsDevice(command.eventBits(), tableOf(command), Map.of()))
                        : without;
        return flushed(after);
    }

    private static GuestPhysical tableOf(ItsCommand.Mapd command) {
        HostPhysical table = command.table();
        return table == null ? GuestPhysical.ZERO : GuestPhysical.of(table.unsignedBits());
    }

    private VitsResult mapc(ItsCommand.Mapc command) {
        if (!command.valid()) {
            return flushed(its.tables().withoutCollection(command.icid()));
        }
        if (!isVcpu(command.processor())) {
            return error(ItsError.MAPC_PROCNUM_OOR);
        }
        if (command.icid() < 0 || command.icid() >= ID_LIMIT) {
            return error(ItsError.MAPC_COLLECTION_OOR);
        }
        return done(
                its.tables()
                        .withCollection(command.icid(), command.processor())
                        .retarget(command.icid(), command.processor()));
    }

    private VitsResult mapti(ItsCommand.Mapti command) {
        VitsTables tables = its.tables();
        VitsDevice device = tables.devices().get(command.deviceId());
        if (device == null) {
            return error(ItsError.MAPTI_UNMAPPED_DEVICE);
        }
        if (!device.covers(command.eventId())) {
            return error(ItsError.MAPTI_ID_OOR);
        }
        if (!its.isLpi(command.intid())) {
            return error(ItsError.MAPTI_PHYSICALID_OOR);
        }
        if (device.events().containsKey(command.eventId())) {
            return done(tables);
        }
        if (command.icid() < 0 || command.icid() >= ID_LIMIT) {
            return error(ItsError.MAPC_COLLECTION_OOR);
        }
        VitsTables known =
                tables.collections().containsKey(command.icid())
                        ? tables
                        : tables.withCollection(command.icid(), VitsTables.UNMAPPED);
        Vlpi lpi = known.lpis().getOrDefault(command.intid(), new Vlpi(null, true, false));
        Integer vcpu = known.vcpuOf(command.icid()).orElse(null);
        return done(
                known.withDevice(
                                command.deviceId(),
                                device.with(
                                        command.eventId(),
                                        new VitsEntry(command.intid(), command.icid())))
                        .withLpi(command.intid(), vcpu == null ? lpi : lpi.to(vcpu)));
    }

    private VitsResult movi(ItsCommand.Movi command) {
        VitsTables tables = its.tables();
        VitsDevice device = tables.devices().get(command.deviceId());
        VitsEntry entry = tables.entry(command.deviceId(), command.eventId());
        if (device == null || entry == null) {
            return error(ItsError.MOVI_UNMAPPED_INTERRUPT);
        }
        Integer vcpu = tables.vcpuOf(command.icid()).orElse(null);
        if (vcpu == null || tables.vcpuOf(entry.icid()).isEmpty()) {
            return error(ItsError.MOVI_UNMAPPED_COLLECTION);
        }
        Vlpi lpi = tables.lpis().getOrDefault(entry.lpi(), new Vlpi(vcpu, true, false));
        return flushed(
                tables.withDevice(
                                command.deviceId(),
                                device.with(
                                        command.eventId(),
                                        new VitsEntry(entry.lpi(), command.icid())))
                        .withLpi(entry.lpi(), lpi.to(vcpu)));
    }

    private VitsResult discard(ItsCommand.Discard command) {
        VitsTables tables = its.tables();
        VitsDevice device = tables.devices().get(command.deviceId());
        VitsEntry entry = tables.entry(command.deviceId(), command.eventId());
        if (device == null || entry == null || tables.vcpuOf(entry.icid()).isEmpty()) {
            return error(ItsError.DISCARD_UNMAPPED_INTERRUPT);
        }
        return flushed(
                tables.withDevice(command.deviceId(), device.without(command.eventId()))
                        .withoutUnusedLpi(entry.lpi()));
    }

    private VitsResult trigger(ItsCommand.Int command) {
        InjectionResult result =
                its.inject(its.frames().first(), command.deviceId(), command.eventId());
        return new VitsResult(
                result.after(),
                result.injection().arrives() ? null : ItsError.INT_UNMAPPED_INTERRUPT);
    }

    private VitsResult clear(ItsCommand.Clear command) {
        VitsEntry entry = its.tables().entry(command.deviceId(), command.eventId());
        if (entry == null) {
            return error(ItsError.CLEAR_UNMAPPED_INTERRUPT);
        }
        Vlpi lpi = its.tables().lpis().get(entry.lpi());
        return lpi == null
                ? done(its.tables())
                : done(its.tables().withLpi(entry.lpi(), lpi.withPending(false)));
    }

    /// Moves every LPI of the guest, not only those of the first vCPU; collections stay.
    private VitsResult movall(ItsCommand.Movall command) {
        if (!isVcpu(command.from()) || !isVcpu(command.to())) {
            return error(ItsError.MOVALL_PROCNUM_OOR);
        }
        if (command.from() == command.to()) {
            return done(its.tables());
        }
        VitsTables after = its.tables();
        for (Map.Entry<Integer, Vlpi> lpi : its.tables().lpis().entrySet()) {
            after = after.withLpi(lpi.getKey(), lpi.getValue().to(command.to()));
        }
        return flushed(after);
    }

    private boolean isVcpu(int number) {
        return number >= 0 && number < its.vcpus();
    }

    private VitsResult done(VitsTables tables) {
        return new VitsResult(its.with(tables), null);
    }

    private VitsResult flushed(VitsTables tables) {
        return new VitsResult(its.flushedWith(tables), null);
    }

    private VitsResult error(ItsError error) {
        return new VitsResult(its, error);
    }
}
