package iovatlas.kernel.kvm;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
import iovatlas.address.GuestPhysical;
import iovatlas.kernel.its.ItsCommand;
import iovatlas.topology.Register64;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// KVM's virtual ITS, with what the guest programmed into it and KVM's own peculiarities: errors of
/// commands are discarded, a second MAPTI of an event is ignored, a collection that was unmapped does
/// not come back to its events, MOVALL moves every LPI of the guest.
///
/// Source: `arch/arm64/kvm/vgic/vgic-its.c`.
public final class VirtualIts {

    /// What the guest reads from GITS_TYPER.
    public static final Register64 TYPER = new Register64(0x1ef71);

    /// Bit 31 of GITS_CTLR: nothing is in the queue.
    private static final int QUIESCENT = 1 << 31;

    private static final ByteSize FRAMES = ByteSize.ofBytes(0x20000);

    private final GuestPhysical base;
    private final int vcpus;
    private final boolean enabled;
    private final int idBits;
    private final Set<Integer> lpisOff;
    private final Set<Long> cached;
    private final VitsTables tables;

    private VirtualIts(
            GuestPhysical base,
            int vcpus,
            boolean enabled,
            int idBits,
            Set<Integer> lpisOff,
            Set<Long> cached,
            VitsTables tables) {
        this.base = base;
        this.vcpus = vcpus;
        this.enabled = enabled;
        this.idBits = idBits;
        this.lpisOff = Set.copyOf(lpisOff);
        this.cached = Set.copyOf(cached);
        this.tables = tables;
    }

    /// A virtual ITS that the guest has switched on, with LPIs on at every vCPU and nothing mapped.
    ///
    /// @param vcpus vCPUs are `0..vcpus-1`
    public static VirtualIts running(GuestPhysical base, int vcpus) {
        return new VirtualIts(base, vcpus, true, 16, Set.of(), Set.of(), VitsTables.EMPTY);
    }

    /// The addresses at which KVM takes messages: any of the two frames.
    public AddressRange<GuestPhysical> frames() {
        return AddressRange.ofSize(base, FRAMES);
    }

    public int vcpus() {
        return vcpus;
    }

    public Optional<VitsDevice> device(int deviceId) {
        return tables.device(deviceId);
    }

    public Optional<Vlpi> lpi(int number) {
        return Optional.ofNullable(tables.lpis().get(number));
    }

    /// Carries out a command of the guest's queue.
    public VitsResult execute(ItsCommand command) {
        return new VitsCommands(this).execute(command);
    }

    /// A write to GITS_CTLR.Enabled.
    ///
    /// @param ready whether CBASER and both BASERs are valid; switching on is ignored otherwise
    public VirtualIts switched(boolean on, boolean ready) {
        boolean result = on && (enabled || ready);
        return new VirtualIts(
                base, vcpus, result, idBits, lpisOff, result ? cached : Set.of(), tables);
    }

    /// What the guest reads from GITS_CTLR while its queue is empty.
    public int ctlr() {
        return enabled ? QUIESCENT | 1 : QUIESCENT;
    }

    /// A write to GICR_PROPBASER.IDbits.
    public VirtualIts withIdBitsField(int field) {
        int bits = Math.min(field + 1, 16);
        return new VirtualIts(base, vcpus, enabled, bits, lpisOff, cached, tables);
    }

    /// A write to GICR_CTLR.EnableLPIs of a vCPU. Switching off forgets what is pending there.
    public VirtualIts withLpis(int vcpu, boolean on) {
        Set<Integer> off = new HashSet<>(lpisOff);
        VitsTables after = tables;
        if (on) {
            off.remove(vcpu);
        } else {
            off.add(vcpu);
            for (var lpi : tables.lpis().entrySet()) {
                Integer target = lpi.getValue().vcpu();
                if (target != null && target == vcpu) {
                    after = after.withLpi(lpi.getKey(), lpi.getValue().withPending(false));
                }
            }
        }
        return new VirtualIts(base, vcpus, enabled, idBits, off, on ? cached : Set.of(), after);
    }

    /// The same where the guest's memory has pending bits, which KVM reads when LPIs go on.
    ///
    /// Source: `arch/arm64/kvm/vgic/vgic-its.c:its_sync_lpi_pending_table`.
    ///
    /// @param pending virtual LPIs whose bit is set; none counts when GICR_PENDBASER.PTZ says so
    public VirtualIts withLpis(int vcpu, Set<Integer> pending) {
        VitsTables after = tables;
        for (var lpi : tables.lpis().entrySet()) {
            Integer target = lpi.getValue().vcpu();
            if (target != null && target == vcpu && pending.contains(lpi.getKey())) {
                after = after.withLpi(lpi.getKey(), lpi.getValue().withPending(true));
            }
        }
        return withLpis(vcpu, true).with(after);
    }

    /// KVM_DEV_ARM_ITS_SAVE_TABLES: everything goes into the guest's memory.
    public SavedTables save() {
        return SavedTables.of(tables);
    }

    /// KVM_DEV_ARM_ITS_RESTORE_TABLES into this one, which knows nothing yet.
    public VirtualIts restored(SavedTables saved) {
        return flushedWith(saved.restored());
    }

    /// The guest changes a configuration byte and issues INV.
    public VirtualIts withLpiEnabled(int lpi, boolean on) {
        Vlpi state = tables.lpis().get(lpi);
        return state == null ? this : with(tables.withLpi(lpi, state.withEnabled(on)));
    }

    /// Injects a message as KVM_SIGNAL_MSI and irqfd do.
    ///
    /// @param deviceId the route's DeviceID, null when its flag is not set
    public InjectionResult inject(GuestPhysical doorbell, @Nullable Integer deviceId, int event) {
        boolean inside = frames().contains(doorbell);
        if (inside && deviceId != null && cached.contains(key(deviceId, event))) {
            VitsEntry entry = tables.entry(deviceId, event);
            if (entry != null) {
                return latched(entry, deviceId, event);
            }
        }
        if (deviceId == null) {
            return failed(Injection.NO_DEVICE_ID);
        }
        if (!inside) {
            return failed(Injection.WRONG_DOORBELL);
        }
        return enabled ? resolved(deviceId, event) : failed(Injection.ITS_DISABLED);
    }

    private InjectionResult resolved(int deviceId, int event) {
        VitsEntry entry = tables.entry(deviceId, event);
        if (entry == null) {
            return failed(Injection.NO_EVENT);
        }
        Integer vcpu = tables.vcpuOf(entry.icid()).orElse(null);
        if (vcpu == null) {
            return new InjectionResult(this, Injection.NO_COLLECTION, entry.lpi(), null);
        }
        return lpisOff.contains(vcpu)
                ? new InjectionResult(this, Injection.LPIS_DISABLED, entry.lpi(), vcpu)
                : latched(entry, deviceId, event);
    }

    private InjectionResult latched(VitsEntry entry, int deviceId, int event) {
        Vlpi lpi = tables.lpis().getOrDefault(entry.lpi(), new Vlpi(null, false, false));
        Set<Long> more = new HashSet<>(cached);
        more.add(key(deviceId, event));
        VirtualIts after =
                new VirtualIts(
                        base,
                        vcpus,
                        enabled,
                        idBits,
                        lpisOff,
                        more,
                        tables.withLpi(entry.lpi(), lpi.withPending(true)));
        Injection how = lpi.enabled() ? Injection.LATCHED : Injection.PENDING;
        return new InjectionResult(after, how, entry.lpi(), lpi.vcpu());
    }

    private InjectionResult failed(Injection injection) {
        return new InjectionResult(this, injection, null, null);
    }

    VitsTables tables() {
        return tables;
    }

    boolean isLpi(int number) {
        return number >= 8192 && number < 1 << idBits;
    }

    VirtualIts with(VitsTables value) {
        return new VirtualIts(base, vcpus, enabled, idBits, lpisOff, cached, value);
    }

    /// The same with all translations forgotten.
    VirtualIts flushedWith(VitsTables value) {
        return new VirtualIts(base, vcpus, enabled, idBits, lpisOff, Set.of(), value);
    }

    private static long key(int deviceId, int event) {
        return Integer.toUnsignedLong(deviceId) << 32 | Integer.toUnsignedLong(event);
    }
}
