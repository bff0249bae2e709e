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

/// Where the vectors of one function come from while a call runs: the controllers and the caller's
/// domain, both changing.
final class VectorSource<M extends DoorbellMapper<M>> {

    private final VectorPolicy policy;
    private final PciFunction function;
    private final MsiParent parent;
    private HostControllers controllers;
    private M mapper;

    VectorSource(
            VectorPolicy policy,
            PciFunction function,
            MsiParent parent,
            HostControllers controllers,
            M mapper) {
        this.policy = policy;
        this.function = function;
        this.parent = parent;
        this.controllers = controllers;
        this.mapper = mapper;
    }

    /// What one allocation gave.
    ///
    /// @param first target of the first vector
    /// @param doorbell IOVA of the doorbell register; 0 on x86
    record Allocated(HostTarget first, Iova doorbell) {}

    VectorPolicy policy() {
        return policy;
    }

    MsiParent parent() {
        return parent;
    }

    HostControllers controllers() {
        return controllers;
    }

    M mapper() {
        return mapper;
    }

    /// Makes sure that the function has a translation table where the controller needs one.
    ///
    /// @param known the kind for which the function has an interrupt domain already
    Outcome<Integer> prepare(VectorKind kind, @Nullable VectorKind known, int wanted) {
        if (!(parent instanceof MsiParent.OfIts of)) {
            return Outcome.ok(0);
        }
        ItsDriver.Key key = new ItsDriver.Key(of.its(), of.deviceId());
        if (policy.deviceLivesWithDomain()) {
            if (known == kind && controllers.its().device(key).isPresent()) {
                return Outcome.ok(0);
            }
            if (known != null) {
                removeDevice();
            }
        }
        ItsPreparation size =
                ItsPreparation.of(
                        policy.release(), of.deviceId(), wanted, offered(kind), of.below());
        var prepared = controllers.its().prepare(key, size);
        controllers = controllers.with(prepared.state());
        return prepared.outcome().isOk()
                ? Outcome.ok(0)
                : notPrepared(prepared.outcome().why().getFirst());
    }

    private Outcome<Integer> notPrepared(Reason cause) {
        return policy.hasDomainPerFunction()
                ? Outcome.refuse(
                        Errno.ENODEV,
                        DoorbellRules.NO_DEVICE_DOMAIN,
                        new Evidence.OfText("", cause.text()))
                : new Outcome.Refusal<>(Errno.ENOMEM, cause);
    }

    /// Whether the function's interrupt domain, and with it its translation table, stays when a call
    /// fails or the last vector is freed.
    boolean keepsDomain() {
        return parent instanceof MsiParent.OfIts && policy.deviceLivesWithDomain();
    }

    /// Takes the function's translation table down: when its domain goes away, or on older releases
    /// with its last event. A table with a lost event stays for ever.
    ///
    /// Source: `drivers/irqchip/irq-gic-v3-its.c:its_msi_teardown` (since 6.16),
    /// `its_irq_domain_free` (before).
    void removeDevice() {
        if (parent instanceof MsiParent.OfIts of) {
            ItsDriver.Key key = new ItsDriver.Key(of.its(), of.deviceId());
            if (controllers.its().device(key).filter(d -> d.events().count() == 0).isPresent()) {
                controllers = controllers.with(controllers.its().remove(key));
            }
        }
    }

    /// Takes a block of vectors and makes the doorbell reachable. The block is taken first and not
    /// given back when the doorbell cannot be mapped: it is lost until the next boot.
    ///
    /// Source: `drivers/irqchip/irq-gic-v3-its.c:its_irq_domain_alloc`,
    /// `drivers/irqchip/irq-gic-v2m.c:gicv2m_irq_domain_alloc` (5.3 to 7.3).
    ///
    /// @param count a power of two
    Outcome<Allocated> allocate(int count) {
        var taken = controllers.take(parent, count);
        controllers = taken.state();
        return switch (taken.outcome()) {
            case Outcome.Refusal<HostTarget> refusal -> refusal.as();
            case Outcome.Success<HostTarget> got -> mapDoorbell(got.value());
        };
    }

    private Outcome<Allocated> mapDoorbell(HostTarget first) {
        HostPhysical doorbell = doorbellOf(first);
        if (doorbell == null) {
            return Outcome.ok(new Allocated(first, Iova.ZERO));
        }
        var mapped = mapper.map(doorbell);
        mapper = mapped.state();
        return mapped.outcome().map(iova -> new Allocated(first, iova));
    }

    private @Nullable HostPhysical doorbellOf(HostTarget first) {
        if (first instanceof HostTarget.Spi spi) {
            return controllers.frame(spi.frame()).doorbell(spi.spi());
        }
        return parent instanceof MsiParent.OfIts of ? of.doorbell() : null;
    }

    /// Makes the vector of a target; on Arm it is activated at once, on x86 only where it cannot be
    /// masked.
    Vector vector(VectorKind kind, int number, Allocated got, int offset) {
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
        return parent.isX86() && !maskable(kind) ? assigned(vector) : vector;
    }

    /// Makes an allocated vector ready for its handler: activated on Arm, with a CPU's vector on x86.
    Outcome<Vector> started(Vector vector) {
        if (vector.state() == Vector.State.RELEASED) {
            controllers = controllers.activate(vector.target());
        }
        Vector ready =
                parent.isX86() && vector.apic() == null
                        ? assigned(vector)
                        : vector.on(
                                controllers.cpuOf(vector.target()).orElse(vector.cpu()),
                                vector.apic(),
                                vector.message());
        return parent.isX86() && ready.apic() == null
                ? Outcome.refuse(Errno.ENOSPC, DoorbellRules.NO_CPU_VECTOR)
                : Outcome.ok(ready.with(Vector.State.REQUESTED));
    }

    /// Takes the handler away.
    Vector stopped(Vector vector) {
        deactivate(vector);
        return vector.on(null, null, vector.message()).with(Vector.State.RELEASED);
    }

    /// Gives a vector back.
    void free(Vector vector) {
        if (vector.state() != Vector.State.RELEASED) {
            deactivate(vector);
        }
        controllers = controllers.give(vector.target());
    }

    /// Gives back a target that no vector was made of.
    void free(HostTarget target) {
        controllers = controllers.give(target);
    }

    boolean maskable(VectorKind kind) {
        MsiCapability msi = function.capabilities().msi();
        return kind == VectorKind.MSIX || (msi != null && msi.maskable());
    }

    private void deactivate(Vector vector) {
        controllers = controllers.deactivate(vector.target());
        CpuVector apic = vector.apic();
        if (apic != null) {
            controllers = controllers.unassign(apic);
        }
    }

    /// The vector with a CPU's vector, or as it was when no CPU has one.
    private Vector assigned(Vector vector) {
        var taken = controllers.assign(vector.target());
        controllers = taken.state();
        return switch (taken.outcome()) {
            case Outcome.Refusal<CpuVector> _ -> vector;
            case Outcome.Success<CpuVector> got -> {
                CpuVector apic = got.value();
                Message message =
                        vector.target() instanceof HostTarget.ApicVector target
                                ? Composition.of(
                                        target, Iova.ZERO, apic, controllers.apicIdOf(apic.cpu()))
                                : vector.message();
                yield vector.on(apic.cpu(), apic, message);
            }
        };
    }

    private Message written(VectorKind kind, Message message) {
        MsiCapability msi = function.capabilities().msi();
        return kind == VectorKind.MSI && msi != null && !msi.address64()
                ? Composition.withoutUpperHalf(message)
                : message;
    }

    private int offered(VectorKind kind) {
        MsiCapability msi = function.capabilities().msi();
        MsixCapability msix = function.capabilities().msix();
        return switch (kind) {
            case MSI -> msi == null ? 0 : msi.vectors();
            case MSIX -> msix == null ? 0 : msix.tableSize();
        };
    }
}
