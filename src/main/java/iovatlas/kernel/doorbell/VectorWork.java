package iovatlas.kernel.doorbell;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.PersistentMap;
import iovatlas.kernel.Reason;
import iovatlas.topology.PciFunction;

/// One call that sets vectors of one function up or takes them down. Holds the changing state while
/// the call runs; the values that it starts from and ends with are immutable.
///
/// Source: `kernel/irq/msi.c:__msi_domain_alloc_irqs`, `drivers/pci/msi/msi.c`.
final class VectorWork<M extends DoorbellMapper<M>> {

    private final PciFunction function;
    private final VectorSource<M> source;
    private FunctionVectors vectors;

    VectorWork(PciFunction function, VectorSource<M> source, FunctionVectors vectors) {
        this.function = function;
        this.source = source;
        this.vectors = vectors;
    }

    HostControllers controllers() {
        return source.controllers();
    }

    FunctionVectors vectors() {
        return vectors;
    }

    M mapper() {
        return source.mapper();
    }

    /// Switches a kind on with vectors `0..wanted-1`.
    ///
    /// @return `wanted`, or how many could be had instead (then nothing stays allocated)
    Outcome<Integer> enable(VectorKind kind, int wanted) {
        if (source.policy().messagesOff()) {
            return Outcome.refuse(Errno.EINVAL, DoorbellRules.MSI_OFF);
        }
        if (source.parent() instanceof MsiParent.OfNothing) {
            return Outcome.refuse(
                    Errno.ENOTSUPP,
                    DoorbellRules.NO_MSI_DOMAIN,
                    new Evidence.OfFunction("", function.at()));
        }
        Outcome<Integer> prepared = source.prepare(kind, vectors.domain(), wanted);
        if (!prepared.isOk()) {
            return prepared;
        }
        if (source.keepsDomain()) {
            vectors = vectors.withDomain(kind);
        }
        return kind == VectorKind.MSI ? enableMsi(wanted) : enableMsix(wanted);
    }

    /// Adds one vector to an active MSI-X.
    Outcome<Integer> addAt(int number) {
        return switch (source.allocate(1)) {
            case Outcome.Refusal<VectorSource.Allocated> refusal -> firstFailed(refusal.reason());
            case Outcome.Success<VectorSource.Allocated> got -> {
                vectors = vectors.with(source.vector(VectorKind.MSIX, number, got.value(), 0));
                yield Outcome.ok(number);
            }
        };
    }

    /// Sets a handler on an allocated vector, replacing one that is there.
    Outcome<Integer> request(int number) {
        release(number);
        return switch (source.started(vectors.vector(number).orElseThrow())) {
            case Outcome.Refusal<Vector> refusal -> refusal.as();
            case Outcome.Success<Vector> started -> {
                vectors = vectors.with(started.value());
                yield Outcome.ok(number);
            }
        };
    }

    /// Takes the handler of a vector away; it stays allocated.
    void release(int number) {
        vectors.vector(number)
                .filter(Vector::isHandled)
                .ifPresent(vector -> vectors = vectors.with(source.stopped(vector)));
    }

    /// Names who handles the vectors; a host driver's count is an assumption, VFIO's is not.
    void handledBy(String name) {
        vectors = vectors.handledBy(name, !name.startsWith("vfio"));
    }

    /// Switches everything off and frees all vectors.
    void off() {
        VectorKind kind = vectors.active();
        if (kind == null) {
            return;
        }
        PersistentMap<Integer, Message> stale = vectors.leftovers();
        for (Vector vector : vectors.vectors().values()) {
            if (staysInTable(kind, vector)) {
                stale = stale.with(vector.number(), vector.message());
            }
            source.free(vector);
        }
        giveUnusedOfBlock(kind);
        vectors = vectors.switchedOff(stale);
        if (!source.policy().deviceLivesWithDomain()) {
            source.removeDevice();
        }
    }

    /// The function or its driver goes away: its interrupt domain is taken down.
    ///
    /// Source: `kernel/irq/msi.c:msi_setup_device_data, msi_device_data_release`.
    void dropDomain() {
        source.removeDevice();
        if (source.keepsDomain()) {
            vectors = vectors.withDomain(null);
        }
    }

    private Outcome<Integer> enableMsi(int wanted) {
        int possible = VectorPolicy.multiMessage(source.parent()) ? wanted : 1;
        Outcome<VectorSource.Allocated> block = source.allocate(roundUp(possible));
        if (!block.isOk() && possible > 1) {
            possible = 1;
            block = source.allocate(1);
        }
        return switch (block) {
            case Outcome.Refusal<VectorSource.Allocated> refusal -> firstFailed(refusal.reason());
            case Outcome.Success<VectorSource.Allocated> got -> {
                PersistentMap<Integer, Vector> on = PersistentMap.empty();
                for (int i = 0; i < possible; i++) {
                    on = on.with(i, source.vector(VectorKind.MSI, i, got.value(), i));
                }
                int granted = Integer.numberOfTrailingZeros(roundUp(possible));
                vectors = vectors.switchedOn(VectorKind.MSI, on, granted);
                yield settled(wanted, possible);
            }
        };
    }

    private Outcome<Integer> enableMsix(int wanted) {
        PersistentMap<Integer, Vector> on = PersistentMap.empty();
        for (int i = 0; i < wanted; i++) {
            switch (source.allocate(1)) {
                case Outcome.Refusal<VectorSource.Allocated> refusal -> {
                    if (i == 0) {
                        return firstFailed(refusal.reason());
                    }
                    vectors = vectors.switchedOn(VectorKind.MSIX, on, vectors.granted());
                    return settled(wanted, i);
                }
                case Outcome.Success<VectorSource.Allocated> got ->
                        on = on.with(i, source.vector(VectorKind.MSIX, i, got.value(), 0));
            }
        }
        vectors = vectors.switchedOn(VectorKind.MSIX, on, vectors.granted());
        return Outcome.ok(wanted);
    }

    private Outcome<Integer> settled(int wanted, int got) {
        if (got < wanted) {
            off();
        }
        return Outcome.ok(got);
    }

    /// A block is a power of two even when fewer vectors were asked for.
    private void giveUnusedOfBlock(VectorKind kind) {
        if (kind == VectorKind.MSI) {
            HostTarget first = vectors.vector(0).orElseThrow().target();
            for (int i = vectors.vectors().size(); i < 1 << vectors.granted(); i++) {
                source.free(first.plus(i));
            }
        }
    }

    /// Reservation mode: a vector that was never requested does not count as activated, so nothing
    /// clears its entry.
    private boolean staysInTable(VectorKind kind, Vector vector) {
        return source.parent().isX86()
                && source.maskable(kind)
                && vector.state() == Vector.State.ALLOCATED
                && vector.apic() == null;
    }

    private static Outcome<Integer> firstFailed(Reason cause) {
        return Outcome.refuse(
                Errno.ENOSPC,
                DoorbellRules.FIRST_VECTOR_FAILED,
                new Evidence.OfText("", cause.text()));
    }

    private static int roundUp(int number) {
        return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
    }
}
