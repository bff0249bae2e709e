package iovatlas.kernel.its;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.TakenNumbers;
import iovatlas.kernel.Transition;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Linux's ITS driver: which DeviceIDs have tables, which events and LPIs are given out, which CPU
/// takes them, and the commands that this makes.
///
/// Source: `drivers/irqchip/irq-gic-v3-its.c`.
///
/// @param tables of each ITS by name
/// @param devices by ITS name and DeviceID
/// @param lpis the numbers that are free
/// @param loads LPIs of each CPU
public record ItsDriver(
        Map<String, ItsTables> tables,
        PersistentMap<Key, ItsDevice> devices,
        LpiSpace lpis,
        CpuLoads loads) {

    private static final long ENTRIES_OF_A_PAGE = 65536 / 8;

    private static final KernelRule DEVICE_BEYOND_TABLE =
            KernelRule.of(
                    "its-device-beyond-table",
                    "{0} does not fit the device table of {1}",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_alloc_device_table");
    private static final KernelRule NO_EVENT =
            KernelRule.of(
                    "its-no-event-left",
                    "the translation table of {0} has no free block of {1}",
                    "drivers/irqchip/irq-gic-v3-its.c",
                    "its_alloc_device_irq");

    /// A device of an ITS.
    public record Key(String its, int deviceId) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::its)
                        .thenComparing(Key::deviceId, Integer::compareUnsigned);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    public ItsDriver {
        tables = Map.copyOf(tables);
    }

    /// ITSs that were just probed.
    public static ItsDriver booted(Map<String, ItsTables> tables, int lpis, int cpus) {
        return new ItsDriver(tables, PersistentMap.empty(), LpiSpace.of(lpis), CpuLoads.of(cpus));
    }

    /// Makes sure that the DeviceID has a translation table. A table that is there is used as it is
    /// and counts as shared.
    ///
    /// @return the device; ENOMEM when the DeviceID or the LPIs do not fit
    public Transition<ItsDriver, ItsDevice> prepare(Key key, ItsPreparation wanted) {
        ItsDevice known = devices.get(key);
        if (known != null) {
            return new Transition<>(withDevice(key, known.asShared()), Outcome.ok(known));
        }
        ItsTables its = tablesOf(key.its());
        if (!hasEntry(its, key.deviceId())) {
            return refused(DEVICE_BEYOND_TABLE, deviceText(key), text(key.its()));
        }
        int vectors = Math.min(wanted.vectors(), 1 << Math.min(its.eventIdBits(), 30));
        Transition<LpiSpace, LpiRange> taken = lpis.take(vectors);
        return switch (taken.outcome()) {
            case Outcome.Refusal<LpiRange> refusal ->
                    new Transition<>(this, new Outcome.Refusal<>(Errno.ENOMEM, refusal.reason()));
            case Outcome.Success<LpiRange> range -> {
                ItsDevice device =
                        new ItsDevice(
                                key.its(),
                                key.deviceId(),
                                Math.max(2, vectors),
                                range.value(),
                                TakenNumbers.none(0, range.value().count()),
                                wanted.shared());
                yield new Transition<>(
                        with(key, device, taken.state()).issue(key.its(), mapd(device, true)),
                        Outcome.ok(device));
            }
        };
    }

    /// Whether the memory that Linux gave to the device table has room for a DeviceID. That is a page
    /// of 64K at least, so a small ITS may be asked for more than it can do: it refuses the MAPD,
    /// which nobody notices, and drops the messages. Entries are taken to have 8 bytes.
    ///
    /// Source: `drivers/irqchip/irq-gic-v3-its.c:its_alloc_device_table, its_alloc_table_entry`.
    private static boolean hasEntry(ItsTables its, int deviceId) {
        long entries = Math.max(ENTRIES_OF_A_PAGE, 1L << its.deviceIdBits());
        return Integer.toUnsignedLong(deviceId) < entries;
    }

    /// Takes the lowest free aligned block of events.
    ///
    /// @param count a power of two
    /// @return the first event; ENOSPC when no block is free
    public Transition<ItsDriver, Integer> takeEvents(Key key, int count) {
        ItsDevice device = deviceOf(key);
        var first = device.events().lowestFree(count);
        if (first.isEmpty()) {
            return new Transition<>(
                    this,
                    Outcome.refuse(
                            Errno.ENOSPC, NO_EVENT, deviceText(key), text("vectors " + count)));
        }
        TakenNumbers events = device.events().take(first.getAsInt(), count);
        return new Transition<>(
                withDevice(key, device.withEvents(events)), Outcome.ok(first.getAsInt()));
    }

    /// Chooses a CPU for an event and maps it.
    public ItsDriver activate(Key key, int event) {
        int cpu = loads.leastLoaded();
        ItsDevice device = deviceOf(key);
        return new ItsDriver(tables, devices, lpis, loads.plus(cpu))
                .issue(
                        key.its(),
                        new ItsCommand.Mapti(key.deviceId(), event, device.lpi(event), cpu));
    }

    /// Takes the mapping of an event away; its number stays given out.
    public ItsDriver deactivate(Key key, int event) {
        Optional<ItsEntry> entry = entry(key, event);
        if (entry.isEmpty()) {
            return this;
        }
        return new ItsDriver(tables, devices, lpis, loads.minus(entry.get().icid()))
                .issue(key.its(), new ItsCommand.Discard(key.deviceId(), event));
    }

    /// Moves an event to another CPU; the message in the device stays as it is.
    ///
    /// Source: `its_set_affinity`.
    public ItsDriver setAffinity(Key key, int event, int cpu) {
        Optional<ItsEntry> entry = entry(key, event);
        if (entry.isEmpty() || entry.get().icid() == cpu) {
            return this;
        }
        CpuLoads moved = loads.minus(entry.get().icid()).plus(cpu);
        return new ItsDriver(tables, devices, lpis, moved)
                .issue(key.its(), new ItsCommand.Movi(key.deviceId(), event, cpu));
    }

    /// Gives events back.
    public ItsDriver giveEvents(Key key, int first, int count) {
        ItsDevice device = deviceOf(key);
        return withDevice(key, device.withEvents(device.events().give(first, count)));
    }

    /// Takes a device's table away and gives its LPIs back; a shared one stays for ever.
    public ItsDriver remove(Key key) {
        ItsDevice device = devices.get(key);
        if (device == null || device.shared()) {
            return this;
        }
        return new ItsDriver(tables, devices.without(key), lpis.give(device.lpis()), loads)
                .issue(key.its(), mapd(device, false));
    }

    public Optional<ItsDevice> device(Key key) {
        return Optional.ofNullable(devices.get(key));
    }

    /// The translation of an event, empty while it is not mapped.
    public Optional<ItsEntry> entry(Key key, int event) {
        return tablesOf(key.its()).device(key.deviceId()).flatMap(d -> d.event(event));
    }

    /// The tables of an ITS.
    ///
    /// @throws IllegalArgumentException when there is none of that name
    public ItsTables tablesOf(String its) {
        ItsTables found = tables.get(its);
        if (found == null) {
            throw new IllegalArgumentException("no ITS is called " + its);
        }
        return found;
    }

    /// The names of the ITSs.
    public List<String> names() {
        return tables.keySet().stream().sorted().toList();
    }

    private ItsDevice deviceOf(Key key) {
        return device(key).orElseThrow(() -> new IllegalArgumentException("not prepared: " + key));
    }

    private ItsDriver issue(String its, ItsCommand command) {
        ItsResult result = tablesOf(its).execute(command);
        Map<String, ItsTables> changed = new HashMap<>(tables);
        changed.put(its, result.tables());
        return new ItsDriver(changed, devices, lpis, loads);
    }

    private ItsDriver withDevice(Key key, ItsDevice device) {
        return with(key, device, lpis);
    }

    private ItsDriver with(Key key, ItsDevice device, LpiSpace space) {
        return new ItsDriver(tables, devices.with(key, device), space, loads);
    }

    private Transition<ItsDriver, ItsDevice> refused(KernelRule rule, Evidence... evidence) {
        return new Transition<>(this, Outcome.refuse(Errno.ENOMEM, rule, evidence));
    }

    private static ItsCommand mapd(ItsDevice device, boolean valid) {
        return new ItsCommand.Mapd(device.deviceId(), device.eventBits(), null, valid);
    }

    private static Evidence deviceText(Key key) {
        return text("DeviceID 0x" + Integer.toHexString(key.deviceId()));
    }

    private static Evidence text(String value) {
        return new Evidence.OfText("", value);
    }
}
