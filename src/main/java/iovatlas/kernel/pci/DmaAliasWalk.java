package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.RequesterId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// The walk over all DMA aliases of a function.
///
/// Source: `drivers/pci/search.c:pci_for_each_dma_alias`.
final class DmaAliasWalk {

    private static final int LAST_DEVFN = 255;

    private DmaAliasWalk() {}

    /// @param device the function that really sends, see [PciTree#realDmaDevice]
    static List<DmaAlias> from(PciNode device, KernelRelease release) {
        DmaAlias own = new DmaAlias(device, device.at().requesterId(), DmaAlias.Cause.OWN);
        if (device.aliasMask().isEmpty() && device.bridge() == null) {
            return List.of(own);
        }
        List<DmaAlias> aliases = new ArrayList<>();
        aliases.add(own);
        addMask(device, release, aliases);
        for (PciNode bridge = device.bridge(); bridge != null; bridge = bridge.bridge()) {
            if (BridgeQuirk.translationRoot(bridge.function())) {
                break;
            }
            DmaAlias alias = aliasOf(bridge, release);
            if (alias != null) {
                aliases.add(alias);
            }
        }
        return List.copyOf(aliases);
    }

    private static void addMask(PciNode device, KernelRelease release, List<DmaAlias> aliases) {
        if (device.aliasMask().isEmpty()) {
            return;
        }
        for (int devfn : device.aliasMask().devfns()) {
            if (devfn == LAST_DEVFN && !PciRules.LAST_DEVFN_ALIAS.holdsIn(release)) {
                continue;
            }
            aliases.add(
                    new DmaAlias(
                            device,
                            RequesterId.of(device.at().bus(), devfn),
                            DmaAlias.Cause.DEVFN));
        }
    }

    private static @Nullable DmaAlias aliasOf(PciNode bridge, KernelRelease release) {
        FunctionKind kind = bridge.function().kind();
        return switch (kind) {
            case PCIE_TO_PCI_BRIDGE ->
                    BridgeQuirk.noAlias(bridge.function(), release) ? null : secondary(bridge);
            case PCI_TO_PCIE_BRIDGE -> own(bridge);
            case CONVENTIONAL_BRIDGE ->
                    BridgeQuirk.aliasesAsPcie(bridge) ? secondary(bridge) : own(bridge);
            case ROOT_PORT,
                    SWITCH_UPSTREAM,
                    SWITCH_DOWNSTREAM,
                    ENDPOINT,
                    LEGACY_ENDPOINT,
                    INTEGRATED_ENDPOINT,
                    EVENT_COLLECTOR ->
                    null;
            case CONVENTIONAL -> own(bridge);
        };
    }

    private static DmaAlias own(PciNode bridge) {
        return new DmaAlias(bridge, bridge.at().requesterId(), DmaAlias.Cause.BRIDGE);
    }

    private static @Nullable DmaAlias secondary(PciNode bridge) {
        BusRange buses = bridge.function().buses();
        return buses == null
                ? null
                : new DmaAlias(
                        bridge, RequesterId.of(buses.first(), 0), DmaAlias.Cause.SECONDARY_BUS);
    }
}
