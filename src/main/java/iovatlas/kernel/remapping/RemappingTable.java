package iovatlas.kernel.remapping;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.TakenNumbers;
import iovatlas.kernel.Transition;
import iovatlas.topology.RequesterId;

import java.util.Optional;

/// The interrupt remapping table of one VT-d unit.
///
/// Which indexes are taken when a driver asks depends on the order in which everything else of the
/// machine was set up, wired interrupts included; so an index that the model gives is an example,
/// not a prediction.
///
/// @param taken indexes that are given out
/// @param entries what they hold
public record RemappingTable(TakenNumbers taken, PersistentMap<Integer, Irte> entries) {

    /// How many entries Linux allocates.
    public static final int SIZE = 1 << 16;

    /// The indexes that the pins of the first IOAPIC take on a PC.
    public static final int ISA_PINS = 15;

    private static final KernelRule NO_ENTRY =
            KernelRule.of(
                    "irte-table-full",
                    "the remapping table has no free block of {0} entries",
                    "drivers/iommu/intel/irq_remapping.c",
                    "alloc_irte");

    /// A table in which only the ISA pins have entries.
    public static RemappingTable booted() {
        return new RemappingTable(
                TakenNumbers.none(0, SIZE).take(0, ISA_PINS), PersistentMap.empty());
    }

    /// Takes the lowest free aligned block and fills it with placeholder entries.
    ///
    /// @param count a power of two
    public Transition<RemappingTable, Integer> take(int count, SourceId source) {
        var first = taken.lowestFree(count);
        if (first.isEmpty()) {
            return new Transition<>(
                    this,
                    Outcome.refuse(
                            Errno.ENOSPC,
                            NO_ENTRY,
                            new Evidence.OfText("", Integer.toString(count))));
        }
        int index = first.getAsInt();
        PersistentMap<Integer, Irte> changed = entries;
        for (int i = 0; i < count; i++) {
            changed = changed.with(index + i, new Irte(true, Irte.RESERVED_VECTOR, 0, source));
        }
        return new Transition<>(
                new RemappingTable(taken.take(index, count), changed), Outcome.ok(index));
    }

    /// Points an entry at a CPU's vector; the message in the device stays as it is.
    public RemappingTable route(int index, int vector, int apicId) {
        Irte entry = entries.get(index);
        if (entry == null) {
            return this;
        }
        return new RemappingTable(taken, entries.with(index, entry.to(vector, apicId)));
    }

    /// Gives a block back.
    public RemappingTable give(int first, int count) {
        PersistentMap<Integer, Irte> changed = entries;
        for (int i = 0; i < count; i++) {
            changed = changed.without(first + i);
        }
        return new RemappingTable(taken.give(first, count), changed);
    }

    public Optional<Irte> entry(int index) {
        return Optional.ofNullable(entries.get(index));
    }

    /// What hardware finds wrong with a request, in the order of its checks; empty when it goes
    /// through. Compatibility requests are always blocked: Linux leaves them switched off.
    public Optional<InterruptFault> check(InterruptRequest request, RequesterId requester) {
        return switch (request) {
            case InterruptRequest.Compatibility _ ->
                    Optional.of(InterruptFault.COMPATIBILITY_BLOCKED);
            case InterruptRequest.Remappable remappable -> check(remappable, requester);
        };
    }

    private Optional<InterruptFault> check(
            InterruptRequest.Remappable request, RequesterId requester) {
        if (request.reservedSet()) {
            return Optional.of(InterruptFault.RESERVED_REQUEST_FIELD);
        }
        if (request.index() >= SIZE) {
            return Optional.of(InterruptFault.INDEX_BEYOND_TABLE);
        }
        Irte entry = entries.get(request.index());
        if (entry == null || !entry.present()) {
            return Optional.of(InterruptFault.ENTRY_NOT_PRESENT);
        }
        if (entry.source().validation() == 3) {
            return Optional.of(InterruptFault.RESERVED_ENTRY_FIELD);
        }
        return entry.source().accepts(requester)
                ? Optional.empty()
                : Optional.of(InterruptFault.SOURCE_ID);
    }
}
