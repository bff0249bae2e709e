package iovatlas.kernel.doorbell;

import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The registers that a function's vectors amount to.
final class RegisterView {

    private RegisterView() {}

    static VectorRegisters of(PciFunction function, FunctionVectors vectors) {
        return new VectorRegisters(msi(function, vectors), msix(function, vectors));
    }

    private static VectorRegisters.@Nullable Msi msi(
            PciFunction function, FunctionVectors vectors) {
        MsiCapability capability = function.capabilities().msi();
        if (capability == null) {
            return null;
        }
        boolean on = vectors.active() == VectorKind.MSI;
        Message message = Message.NONE;
        if (on) {
            // A multi-message function holds the first vector's message.
            message = vectors.vector(0).map(Vector::registers).orElse(Message.NONE);
        } else if (vectors.domain() == VectorKind.MSI) {
            Message stale = vectors.leftovers().get(0);
            message = stale == null ? Message.NONE : stale;
        }
        return new VectorRegisters.Msi(on, capability.vectors(), 1 << vectors.granted(), message);
    }

    private static VectorRegisters.@Nullable Msix msix(
            PciFunction function, FunctionVectors vectors) {
        MsixCapability capability = function.capabilities().msix();
        if (capability == null) {
            return null;
        }
        boolean on = vectors.active() == VectorKind.MSIX;
        Map<Integer, VectorRegisters.Entry> entries = new TreeMap<>();
        if (vectors.domain() == VectorKind.MSIX) {
            vectors.leftovers()
                    .forEach((n, m) -> entries.put(n, new VectorRegisters.Entry(n, m, true)));
        }
        if (on) {
            for (Vector vector : vectors.vectors().values()) {
                if (!vector.registers().equals(Message.NONE)) {
                    entries.put(
                            vector.number(),
                            new VectorRegisters.Entry(
                                    vector.number(), vector.registers(), !vector.isHandled()));
                }
            }
        }
        List<VectorRegisters.Entry> sorted = new ArrayList<>(entries.values());
        return new VectorRegisters.Msix(on, capability.tableSize(), sorted);
    }
}
