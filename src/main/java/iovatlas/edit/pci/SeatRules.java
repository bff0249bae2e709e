package iovatlas.edit.pci;

import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciFunction;

import java.util.Optional;

/// Which kinds of functions can sit on which buses.
///
/// Source: PCI Express Base Specification, chapters 1.3 (root complex, switch, endpoint, bridge) and
/// 7.5.3.2 (device/port type).
final class SeatRules {
    private SeatRules() {}

    /// The sort of bus below a bridge.
    private enum Sort {
        /// The root complex's own bus.
        ROOT,
        /// A link: one device sits at its end.
        LINK,
        /// Inside a switch.
        SWITCH,
        /// A conventional PCI bus.
        CONVENTIONAL
    }

    /// Why a function cannot sit on a bus; empty when it can.
    static Optional<String> refusal(PciFunction function, DraftBus bus) {
        Sort sort = sort(bus);
        FunctionKind kind = function.kind();
        boolean fits =
                switch (kind) {
                    case ROOT_PORT, INTEGRATED_ENDPOINT, EVENT_COLLECTOR -> sort == Sort.ROOT;
                    case SWITCH_UPSTREAM -> sort == Sort.LINK;
                    case SWITCH_DOWNSTREAM -> sort == Sort.SWITCH;
                    case PCIE_TO_PCI_BRIDGE -> sort == Sort.LINK || sort == Sort.ROOT;
                    case PCI_TO_PCIE_BRIDGE, CONVENTIONAL_BRIDGE, CONVENTIONAL ->
                            sort == Sort.CONVENTIONAL || sort == Sort.ROOT;
                    case ENDPOINT, LEGACY_ENDPOINT -> sort == Sort.LINK || sort == Sort.ROOT;
                };
        return fits
                ? Optional.empty()
                : Optional.of(
                        "A %s cannot sit %s; it belongs %s."
                                .formatted(kind.spelling(), place(sort, bus), home(kind)));
    }

    /// True when only device 0 can be on the bus.
    ///
    /// Source: `drivers/pci/probe.c:only_one_child`.
    static boolean onlyDeviceZero(DraftBus bus) {
        return sort(bus) == Sort.LINK;
    }

    static boolean isRoot(DraftBus bus) {
        return bus.bridge == null;
    }

    private static Sort sort(DraftBus bus) {
        return bus.bridgeFunction()
                .map(bridge ->
                        switch (bridge.kind()) {
                            case ROOT_PORT, SWITCH_DOWNSTREAM, PCI_TO_PCIE_BRIDGE -> Sort.LINK;
                            case SWITCH_UPSTREAM -> Sort.SWITCH;
                            case PCIE_TO_PCI_BRIDGE,
                                    CONVENTIONAL_BRIDGE,
                                    ENDPOINT,
                                    LEGACY_ENDPOINT,
                                    INTEGRATED_ENDPOINT,
                                    EVENT_COLLECTOR,
                                    CONVENTIONAL ->
                                    Sort.CONVENTIONAL;
                        })
                .orElse(Sort.ROOT);
    }

    private static String place(Sort sort, DraftBus bus) {
        return switch (sort) {
            case ROOT -> "directly on the root bus of " + bus.text();
            case LINK -> "at the end of the link below " + bus.text();
            case SWITCH -> "on the internal bus of the switch " + bus.text();
            case CONVENTIONAL -> "on the conventional PCI bus below " + bus.text();
        };
    }

    private static String home(FunctionKind kind) {
        return switch (kind) {
            case ROOT_PORT, INTEGRATED_ENDPOINT, EVENT_COLLECTOR -> "on a root bus";
            case SWITCH_UPSTREAM -> "below a root port or a switch's downstream port";
            case SWITCH_DOWNSTREAM -> "below the upstream port of a switch";
            case PCIE_TO_PCI_BRIDGE -> "below a root port, a downstream port or on a root bus";
            case PCI_TO_PCIE_BRIDGE, CONVENTIONAL_BRIDGE, CONVENTIONAL ->
                    "on a root bus or behind a bridge to conventional PCI";
            case ENDPOINT, LEGACY_ENDPOINT -> "below a root port or a downstream port";
        };
    }
}
