package iovatlas.importer.pci;

import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Corrects switch ports that state the wrong type, as Linux does: below a downstream port there can
/// be no other one, and below an upstream port no other upstream port.
///
/// Source: `drivers/pci/probe.c:set_pcie_port_type`.
public final class PortTypes {

    private PortTypes() {}

    /// The functions in the same order.
    ///
    /// @param corrected gets the address of each that was changed
    public static List<PciFunction> corrected(
            List<PciFunction> functions, List<PciAddress> corrected) {
        Map<Long, FunctionKind> kindAbove = new HashMap<>();
        Map<PciAddress, FunctionKind> kinds = new HashMap<>();
        functions.stream()
                .sorted(Comparator.comparing(PciFunction::at))
                .forEach(function -> {
                    @Nullable FunctionKind above =
                            kindAbove.get(bus(function.at().segment(), function.at().bus()));
                    FunctionKind kind = acting(function.kind(), above);
                    kinds.put(function.at(), kind);
                    @Nullable BusRange buses = function.buses();
                    if (buses != null) {
                        kindAbove.putIfAbsent(bus(function.at().segment(), buses.first()), kind);
                    }
                });
        List<PciFunction> result = new ArrayList<>();
        for (PciFunction function : functions) {
            FunctionKind kind = kinds.getOrDefault(function.at(), function.kind());
            if (kind != function.kind()) {
                corrected.add(function.at());
            }
            result.add(withKind(function, kind));
        }
        return result;
    }

    private static FunctionKind acting(FunctionKind kind, @Nullable FunctionKind above) {
        boolean belowDownstream =
                above == FunctionKind.ROOT_PORT
                        || above == FunctionKind.SWITCH_DOWNSTREAM
                        || above == FunctionKind.PCI_TO_PCIE_BRIDGE;
        if (kind == FunctionKind.SWITCH_DOWNSTREAM && belowDownstream) {
            return FunctionKind.SWITCH_UPSTREAM;
        }
        return kind == FunctionKind.SWITCH_UPSTREAM && above == FunctionKind.SWITCH_UPSTREAM
                ? FunctionKind.SWITCH_DOWNSTREAM
                : kind;
    }

    /// The same function as another kind; buses are kept only by bridges.
    public static PciFunction withKind(PciFunction f, FunctionKind kind) {
        return kind == f.kind() ? f : f.withKind(kind);
    }

    private static long bus(int segment, int bus) {
        return (long) segment << 8 | bus;
    }
}
