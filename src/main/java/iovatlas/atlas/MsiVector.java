package iovatlas.atlas;

import iovatlas.kernel.doorbell.FunctionVectors;
import iovatlas.kernel.doorbell.VectorKind;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.KernelState;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;

import java.util.Optional;

/// One vector of a function, as a message path is asked for.
///
/// @param index MSI or MSI-X
/// @param vector 0-based
public record MsiVector(PciAddress device, IrqIndex index, int vector) {

    /// A vector of a function by the kind that is switched on, otherwise by the better one that it
    /// has; empty when it can send no messages.
    public static Optional<MsiVector> of(KernelState state, PciFunction function, int vector) {
        FunctionVectors vectors = state.interrupts().vectorsOf(function.at());
        if (vectors.active() != null) {
            IrqIndex active = vectors.active() == VectorKind.MSI ? IrqIndex.MSI : IrqIndex.MSIX;
            return Optional.of(new MsiVector(function.at(), active, vector));
        }
        return of(function, vector);
    }

    /// A vector of a function: MSI-X when it has both; empty when it can send no messages.
    public static Optional<MsiVector> of(PciFunction function, int vector) {
        PciCapabilities can = function.capabilities();
        if (can.msix() != null) {
            return Optional.of(new MsiVector(function.at(), IrqIndex.MSIX, vector));
        }
        return can.msi() == null
                ? Optional.empty()
                : Optional.of(new MsiVector(function.at(), IrqIndex.MSI, vector));
    }

    /// How many vectors of a kind a function has.
    public static int count(PciFunction function, IrqIndex index) {
        PciCapabilities can = function.capabilities();
        return switch (index) {
            case INTX -> can.interruptPin() == 0 ? 0 : 1;
            case MSI -> can.msi() == null ? 0 : can.msi().vectors();
            case MSIX -> can.msix() == null ? 0 : can.msix().tableSize();
        };
    }

    /// `INTx`, `MSI` or `MSI-X`.
    public static String word(IrqIndex index) {
        return switch (index) {
            case INTX -> "INTx";
            case MSI -> "MSI";
            case MSIX -> "MSI-X";
        };
    }

    /// `01:00.0 MSI-X 3`.
    public String text() {
        return device.shortText() + " " + word(index) + " " + vector;
    }
}
