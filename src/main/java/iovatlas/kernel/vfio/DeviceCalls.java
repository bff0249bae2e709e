package iovatlas.kernel.vfio;

import static iovatlas.kernel.Outcome.refuse;

import iovatlas.kernel.Errno;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Outcome;
import iovatlas.kernel.doorbell.ArmResult;
import iovatlas.kernel.doorbell.DoorbellMapper;
import iovatlas.kernel.doorbell.HostInterrupts;
import iovatlas.kernel.doorbell.VectorKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Calls on the file of a PCI function. They are the same whether the file was opened through a
/// group or as a character device of its own; only where doorbells are mapped differs.
///
/// Source: `drivers/vfio/pci/vfio_pci_core.c`, `drivers/vfio/pci/vfio_pci_intrs.c`.
///
/// @param host the machine now
public record DeviceCalls(VfioHost host) {

    /// Index of the legacy interrupt; MSI and MSI-X are 1 and 2, error and request 3 and 4.
    public static final int INTX = 0;

    private static final int MSI = 1;
    private static final int MSIX = 2;
    private static final int INDEXES = 5;
    private static final int REGIONS = 9;
    private static final int NO_RESIZE = 8;

    /// What an attempt to set vectors did.
    ///
    /// @param intx whether the legacy interrupt is on now
    public record Result<M extends DoorbellMapper<M>>(
            boolean intx, HostInterrupts interrupts, M mapper, Outcome<Integer> outcome) {}

    /// VFIO_DEVICE_GET_INFO.
    public DeviceInformation information(PciAddress at) {
        return new DeviceInformation(host.canReset(at) ? 3 : 2, REGIONS, INDEXES);
    }

    /// VFIO_DEVICE_GET_IRQ_INFO.
    public Outcome<IrqInformation> irqInformation(
            HostInterrupts interrupts, PciAddress at, int index) {
        if (index < 0 || index >= INDEXES || hasNoErrorIndex(at, index)) {
            return refuse(
                    Errno.EINVAL,
                    DeviceRules.BAD_INDEX,
                    new Evidence.OfText("", Integer.toUnsignedString(index)));
        }
        int flags =
                switch (index) {
                    case INTX -> 7;
                    case MSIX -> interrupts.growsDynamically(at) ? 1 : 1 | NO_RESIZE;
                    default -> 1 | NO_RESIZE;
                };
        return Outcome.ok(new IrqInformation(count(interrupts, at, index), flags));
    }

    /// Up to 6.1 the error index is for PCI Express functions only.
    private boolean hasNoErrorIndex(PciAddress at, int index) {
        return index == 3
                && host.facts().release().value().before(KernelRelease.of(6, 2))
                && host.function(at).filter(f -> f.kind().isPcie()).isEmpty();
    }

    private int count(HostInterrupts interrupts, PciAddress at, int index) {
        return switch (index) {
            case INTX -> host.function(at).filter(DeviceCalls::hasLine).isPresent() ? 1 : 0;
            case MSI -> interrupts.vectorCount(at, VectorKind.MSI);
            case MSIX -> interrupts.vectorCount(at, VectorKind.MSIX);
            default -> 1;
        };
    }

    private static boolean hasLine(PciFunction function) {
        return function.capabilities().interruptPin() != 0 && function.virtual() == null;
    }

    /// VFIO_DEVICE_SET_IRQS with event descriptors for vectors `start..start+count-1`.
    ///
    /// @param intx whether the legacy interrupt is on
    /// @param range at least one vector
    public <M extends DoorbellMapper<M>> Result<M> set(
            boolean intx, HostInterrupts interrupts, VectorRange range, M mapper) {
        Outcome<Integer> refusal = cannotSet(intx, interrupts, range);
        if (refusal != null) {
            return new Result<>(intx, interrupts, mapper, refusal);
        }
        VectorKind kind = kindOf(range.index());
        if (kind == null) {
            return new Result<>(intx || range.index() == INTX, interrupts, mapper, Outcome.ok(0));
        }
        ArmResult<M> armed = interrupts.arm(range.at(), kind, range.start(), range.count(), mapper);
        return new Result<>(intx, armed.interrupts(), armed.mapper(), armed.outcome());
    }

    private @Nullable Outcome<Integer> cannotSet(
            boolean intx, HostInterrupts interrupts, VectorRange range) {
        Outcome<Integer> outside = outside(interrupts, range);
        if (outside != null) {
            return outside;
        }
        Optional<VectorKind> active = interrupts.active(range.at());
        VectorKind kind = kindOf(range.index());
        boolean other =
                range.index() == INTX
                        ? active.isPresent()
                        : kind != null && (intx || active.filter(a -> a != kind).isPresent());
        return other ? refuse(Errno.EINVAL, DeviceRules.OTHER_ACTIVE) : null;
    }

    private @Nullable Outcome<Integer> outside(HostInterrupts interrupts, VectorRange range) {
        boolean known =
                range.index() >= 0
                        && range.index() < INDEXES
                        && !hasNoErrorIndex(range.at(), range.index());
        int count = known ? count(interrupts, range.at(), range.index()) : 0;
        if (known
                && range.start() >= 0
                && range.start() < count
                && range.count() <= count - range.start()) {
            return null;
        }
        return refuse(
                Errno.EINVAL,
                DeviceRules.BAD_RANGE,
                new Evidence.OfText("", count + " vectors"),
                new Evidence.OfText(
                        "", range.start() + " to " + ((long) range.start() + range.count() - 1)));
    }

    /// VFIO_DEVICE_SET_IRQS without data and with count 0: the index off.
    public <M extends DoorbellMapper<M>> Result<M> off(
            boolean intx, HostInterrupts interrupts, PciAddress at, int index, M mapper) {
        Outcome<Integer> outside = outside(interrupts, new VectorRange(at, index, 0, 0));
        if (outside != null) {
            return new Result<>(intx, interrupts, mapper, outside);
        }
        VectorKind kind = kindOf(index);
        boolean on =
                kind == null
                        ? intx || index != INTX
                        : interrupts.active(at).equals(Optional.of(kind));
        if (!on) {
            return new Result<>(
                    intx, interrupts, mapper, refuse(Errno.EINVAL, DeviceRules.NOT_ACTIVE));
        }
        return new Result<>(
                intx && index != INTX,
                kind == null ? interrupts : interrupts.off(at),
                mapper,
                Outcome.ok(0));
    }

    private static @Nullable VectorKind kindOf(int index) {
        return switch (index) {
            case MSI -> VectorKind.MSI;
            case MSIX -> VectorKind.MSIX;
            default -> null;
        };
    }
}
