package iovatlas.kernel.doorbell;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.Reason;
import iovatlas.kernel.its.ItsDriver;
import iovatlas.kernel.its.ItsPreparation;
import iovatlas.kernel.remapping.CpuVector;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.SortedMap;
import java.util.TreeMap;

/// One call that sets vectors of one function up or takes them down. Holds the changing state while
/// the call runs; the values that it starts from and ends with are immutable.
///
/// Source: `kernel/irq/msi.c:__msi_domain_alloc_irqs`, `drivers/pci/msi/msi.c`.
final class VectorWork<M extends DoorbellMapper<M>> {

    private final VectorPolicy policy;
    private final PciFunction function;
    private final MsiParent parent;
    private HostControllers controllers;
    private FunctionVectors vectors;
    private M mapper;

    VectorWork(
            VectorPolicy policy,
            PciFunction function,
            MsiParent parent,
            HostControllers controllers,
            FunctionVectors vectors,
            M mapper) {
        this.policy = policy;
        this.function = function;
        this.parent = parent;
        this.controllers = controllers;
        this.vectors = vectors;
        this.mapper = mapper;
    }

    HostControllers controllers() {
        return controllers;
    }

    FunctionVectors vectors() {
        return vectors;
    }

    M mapper() {
        return mapper;
    }

    /// Switches a kind on with vectors `0..wanted-1`.
    ///
    /// @return `wanted`, or how many could be had instead (then nothing stays allocated)
    Outcome<Integer> enable(VectorKind kind, int wanted) {
        if (policy.messagesOff()) {
            return Outcome.refuse(Errno.EINVAL, DoorbellRules.MSI_OFF);
        }
        if (parent instanceof MsiParent.OfNothing) {
            return Outcome.refuse(Errno.ENOTSUPP, DoorbellRules.NO_MSI_DOMAIN, functionText());
        }
        Outcome<Integer> prepared = prepare(kind, wanted);
        if (!prepared.isOk()) {
            return prepared;
        }
        return kind == VectorKind.MSI ? enableMsi(wanted) : enableMsix(wanted);
    }

    /// Adds one vector to an active MSI-X.
    Outcome<Integer> addAt(int number) {
        return switch (allocate(1)) {
            case Outcome.Refusal<Allocated> refusal ->
                    new Outcome.Refusal<>(Errno.ENOSPC, firstFailed(refusal.reason()));
            case Outcome.Success<Allocated> got -> {
                vectors = vectors.with(vector(VectorKind.MSIX, number, got.value(), 0));
                yield Outcome.ok(number);
            }
        };
    }

    /// Sets a handler on an allocated vector, replacing one that is there.
    Outcome<Integer> request(int number) {
        release(number);
        Vector vector = vectors.vector(number).orElseThrow();
        if (vector.state() == Vector.State.RELEASED) {
            controllers = controllers.activate(vector.target());
        }
        if (parent.isX86() && vector.apic() == null) {
            var assigned = controllers.assign(vector.target());
            controllers = assigned.state();
            if (assigned.outcome() instanceof Outcome.Refusal<CpuVector> refusal) {
                return refusal.as();
            }
            vector = assigned(vector, assigned.outcome());
        }
        vectors =
                vectors.with(
                        vector.on(
                                        controllers.cpuOf(vector.target()).orElse(vector.cpu()),
                                        vector.apic(),
                                        vector.message())
                                .with(Vector.State.REQUESTED));
        return Outcome.ok(number);
    }

    /// Takes the handler of a vector away; it stays allocated.
    void release(int number) {
        Vector vector = vectors.vector(number).orElse(null);
        if (vector == null || !vector.isHandled()) {
            return;
        }
        controllers = controllers.deactivate(vector.target());
        CpuVector apic = vector.apic();
        if (apic != null) {
            controllers = controllers.unassign(apic);
        }
        vectors = vectors.with(vector.on(null, null, vector.message()).with(Vector.State.RELEASED));
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
        SortedMap<Integer, Message> stale = new TreeMap<>(vectors.leftovers());
        for (Vector vector : vectors.vectors().values()) {
            if (staysInTable(kind, vector)) {
                stale.put(vector.number(), vector.message());
            }
            free(vector);
        }
        giveUnusedOfBlock(kind);
        vectors = vectors.switchedOff(stale);
        if (parent instanceof MsiParent.OfIts of && !policy.deviceLivesWithDomain()) {
            removeDevice(of);
        }
    }

    /// The function goes away, or switches to the other kind: its interrupt domain is taken down.
    void dropDomain() {
        if (parent instanceof MsiParent.OfIts of) {
            removeDevice(of);
        }
    }

    private void removeDevice(MsiParent.OfIts of) {
        ItsDriver.Key key = new ItsDriver.Key(of.its(), of.deviceId());
        boolean unused =
                controllers.its().device(key).filter(d -> d.events().count() == 0).isPresent();
        if (unused || policy.deviceLivesWithDomain()) {
            controllers = controllers.with(controllers.its().remove(key));
        }
    }

    private Outcome<Integer> prepare(VectorKind kind, int wanted) {
        if (!(parent instanceof MsiParent.OfIts of)) {
            return Outcome.ok(0);
        }
        ItsDriver.Key key = new ItsDriver.Key(of.its(), of.deviceId());
        if (policy.deviceLivesWithDomain()) {
            if (vectors.domain() == kind && controllers.its().device(key).isPresent()) {
                return Outcome.ok(0);
            }
            if (vectors.domain() != null) {
                dropDomain();
            }
        }
        ItsPreparation size =
                ItsPreparation.of(
                        policy.release(), of.deviceId(), wanted, offered(kind), of.below());
        var prepared = controllers.its().prepare(key, size);
        controllers = controllers.with(prepared.state());
        if (prepared.outcome().isOk()) {
            return Outcome.ok(0);
        }
        Reason cause = prepared.outcome().why().getFirst();
        return policy.hasDomainPerFunction()
                ? Outcome.refuse(Errno.ENODEV, DoorbellRules.NO_DEVICE_DOMAIN, text(cause.text()))
                : new Outcome.Refusal<>(Errno.ENOMEM, cause);
    }

    private int offered(VectorKind kind) {
        MsiCapability msi = function.capabilities().msi();
        MsixCapability msix = function.capabilities().msix();
        return switch (kind) {
            case MSI -> msi == null ? 0 : msi.vectors();
            case MSIX -> msix == null ? 0 : msix.tableSize();
        };
    }

    private Outcome<Integer> enableMsi(int wanted) {
        int possible = VectorPolicy.multiMessage(parent) ? wanted : 1;
        Outcome<Allocated> block = allocate(roundUp(possible));
        if (!block.isOk() && possible > 1) {
            possible = 1;
            block = allocate(1);
        }
        return switch (block) {
            case Outcome.Refusal<Allocated> refusal ->
                    new Outcome.Refusal<>(Errno.ENOSPC, firstFailed(refusal.reason()));
            case Outcome.Success<Allocated> got -> {
                SortedMap<Integer, Vector> on = new TreeMap<>();
                for (int i = 0; i < possible; i++) {
                    on.put(i, vector(VectorKind.MSI, i, got.value(), i));
                }
                int granted = Integer.numberOfTrailingZeros(roundUp(possible));
                vectors = vectors.switchedOn(VectorKind.MSI, on, granted);
                yield settled(wanted, possible);
            }
        };
    }

    private Outcome<Integer> enableMsix(int wanted) {
        SortedMap<Integer, Vector> on = new TreeMap<>();
        for (int i = 0; i < wanted; i++) {
            switch (allocate(1)) {
                case Outcome.Refusal<Allocated> refusal -> {
                    if (i == 0) {
                        return new Outcome.Refusal<>(Errno.ENOSPC, firstFailed(refusal.reason()));
                    }
                    vectors = vectors.switchedOn(VectorKind.MSIX, on, vectors.granted());
                    return settled(wanted, i);
                }
                case Outcome.Success<Allocated> got ->
                        on.put(i, vector(VectorKind.MSIX, i, got.value(), 0));
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

    /// What one allocation gave.
    private record Allocated(HostTarget first, Iova doorbell) {}

    /// The number is taken before the doorbell is mapped and not given back when that fails.
    private Outcome<Allocated> allocate(int count) {
        var taken = controllers.take(parent, count);
        controllers = taken.state();
        return switch (taken.outcome()) {
            case Outcome.Refusal<HostTarget> refusal -> refusal.as();
            case Outcome.Success<HostTarget> got -> mapDoorbell(got.value());
        };
    }

    private Outcome<Allocated> mapDoorbell(HostTarget first) {
        HostPhysical doorbell =
                switch (parent) {
                    case MsiParent.OfIts of -> of.doorbell();
                    case MsiParent.OfFrame of -> of.doorbell();
                    case MsiParent.OfIntel _,
                            MsiParent.OfAmd _,
                            MsiParent.OfApic _,
                            MsiParent.OfNothing _ ->
                            null;
                };
        if (doorbell == null) {
            return Outcome.ok(new Allocated(first, Iova.ZERO));
        }
        var mapped = mapper.map(doorbell);
        mapper = mapped.state();
        return mapped.outcome().map(iova -> new Allocated(first, iova));
    }

    /// Makes the vector of a target; on Arm it is activated at once, on x86 only where it cannot be
    /// masked.
    private Vector vector(VectorKind kind, int number, Allocated got, int offset) {
        HostTarget target = got.first().plus(offset);
        controllers = controllers.activate(target);
        Vector vector =
                new Vector(
                        number,
                        target,
                        written(kind, Composition.of(target, got.doorbell(), null, 0)),
                        Vector.State.ALLOCATED,
                        controllers.cpuOf(target).orElse(null),
                        null);
        if (!parent.isX86() || maskable(kind)) {
            return vector;
        }
        var assigned = controllers.assign(target);
        controllers = assigned.state();
        return assigned(vector, assigned.outcome());
    }

    private Vector assigned(Vector vector, Outcome<CpuVector> outcome) {
        return switch (outcome) {
            case Outcome.Refusal<CpuVector> _ -> vector;
            case Outcome.Success<CpuVector> got -> {
                CpuVector apic = got.value();
                Message message =
                        vector.target() instanceof HostTarget.ApicVector
                                ? Composition.of(
                                        vector.target(),
                                        Iova.ZERO,
                                        apic,
                                        controllers.apicIdOf(apic.cpu()))
                                : vector.message();
                yield vector.on(apic.cpu(), apic, message);
            }
        };
    }

    private void free(Vector vector) {
        if (vector.state() != Vector.State.RELEASED) {
            controllers = controllers.deactivate(vector.target());
        }
        CpuVector apic = vector.apic();
        if (apic != null) {
            controllers = controllers.unassign(apic);
        }
        controllers = controllers.give(vector.target());
    }

    /// A block is a power of two even when fewer vectors were asked for.
    private void giveUnusedOfBlock(VectorKind kind) {
        if (kind == VectorKind.MSI) {
            HostTarget first = vectors.vectors().get(0).target();
            for (int i = vectors.vectors().size(); i < 1 << vectors.granted(); i++) {
                controllers = controllers.give(first.plus(i));
            }
        }
    }

    /// Reservation mode: a vector that was never requested does not count as activated, so nothing
    /// clears its entry.
    private boolean staysInTable(VectorKind kind, Vector vector) {
        return parent.isX86()
                && maskable(kind)
                && vector.state() == Vector.State.ALLOCATED
                && vector.apic() == null;
    }

    private boolean maskable(VectorKind kind) {
        MsiCapability msi = function.capabilities().msi();
        return kind == VectorKind.MSIX || (msi != null && msi.maskable());
    }

    private Message written(VectorKind kind, Message message) {
        MsiCapability msi = function.capabilities().msi();
        return kind == VectorKind.MSI && msi != null && !msi.address64()
                ? Composition.withoutUpperHalf(message)
                : message;
    }

    private Reason firstFailed(Reason cause) {
        return Reason.of(DoorbellRules.FIRST_VECTOR_FAILED, text(cause.text()));
    }

    private Evidence functionText() {
        return new Evidence.OfFunction("", function.at());
    }

    private static Evidence text(@Nullable String value) {
        return new Evidence.OfText("", value == null ? "" : value);
    }

    private static int roundUp(int number) {
        return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
    }
}
