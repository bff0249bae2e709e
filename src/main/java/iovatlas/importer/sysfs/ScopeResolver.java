package iovatlas.importer.sysfs;

import iovatlas.importer.acpi.DeviceScope;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the function that a DMAR device scope names.
final class ScopeResolver {

    private static final int BASE_CLASS_BRIDGE = 0x06;
    private static final int ENDPOINT = 1;
    private static final int BRIDGE = 2;

    private final Map<PciAddress, PciFunction> functions;
    private final Notes notes;

    ScopeResolver(Machine machine) {
        this.functions = machine.byAddress();
        this.notes = machine.notes();
    }

    /// The address, or empty when a bridge on the way is missing, or when the function is not of the
    /// sort that the scope says (Linux leaves such a scope out).
    ///
    /// Source: `drivers/iommu/intel/dmar.c:dmar_match_pci_path, dmar_insert_dev_scope`.
    Optional<PciAddress> resolve(int segment, DeviceScope scope) {
        List<Integer> path = scope.path();
        int bus = scope.startBus();
        for (int i = 0; i < path.size(); i++) {
            PciAddress at = PciAddress.ofDevfn(segment, bus, path.get(i));
            @Nullable PciFunction function = functions.get(at);
            if (i == path.size() - 1) {
                return fits(scope, function) ? Optional.of(at) : Optional.empty();
            }
            @Nullable BusRange below = function == null ? null : function.buses();
            if (below == null) {
                notes.count("device scope leads through a bridge that is not there", "DMAR");
                return Optional.empty();
            }
            bus = below.first();
        }
        return Optional.empty();
    }

    private boolean fits(DeviceScope scope, @Nullable PciFunction function) {
        if (function == null) {
            return true;
        }
        boolean bridge = function.kind().isBridge();
        boolean fits =
                switch (scope.type()) {
                    case ENDPOINT -> !bridge;
                    case BRIDGE -> bridge || function.identity().baseClass() == BASE_CLASS_BRIDGE;
                    default -> false;
                };
        if (!fits) {
            notes.count("device scope type does not fit the function", function.at().toString());
        }
        return fits;
    }
}
