package iovatlas.kernel.pci;

import iovatlas.kernel.KernelRelease;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;

import java.util.Set;

/// Bridges whose requester IDs do not follow from their type.
///
/// Source: `drivers/pci/quirks.c`, flags PCI_BRIDGE_NO_ALIAS, PCIE_BRIDGE_ALIAS, BRIDGE_XLATE_ROOT.
final class BridgeQuirk {

    private static final Set<PciId> NO_ALIAS = Set.of(new PciId(0x1a03, 0x1150));
    private static final Set<PciId> TRANSLATION_ROOT =
            Set.of(new PciId(0x14e4, 0x9000), new PciId(0x14e4, 0x9084));
    private static final Set<PciId> REALLY_PCIE =
            Set.of(
                    new PciId(0x1b21, 0x1080),
                    new PciId(0x10e3, 0x8113),
                    new PciId(0x1283, 0x8892),
                    new PciId(0x1283, 0x8893),
                    new PciId(0x8086, 0x244e));

    private BridgeQuirk() {}

    /// A PCIe-to-PCI bridge that passes its functions' own IDs on.
    static boolean noAlias(PciFunction bridge, KernelRelease release) {
        return NO_ALIAS.contains(bridge.identity().id())
                && PciRules.NO_ALIAS_BRIDGE.holdsIn(release);
    }

    /// A bridge above the place where the IOMMU looks.
    static boolean translationRoot(PciFunction bridge) {
        return TRANSLATION_ROOT.contains(bridge.identity().id());
    }

    /// A bridge without PCI Express capability that is a PCIe-to-PCI bridge all the same: not on the
    /// root bus, below a PCIe function that is not a PCIe-to-PCI bridge itself.
    ///
    /// Source: `drivers/pci/quirks.c:quirk_use_pcie_bridge_dma_alias`.
    static boolean aliasesAsPcie(PciNode bridge) {
        PciNode above = bridge.bridge();
        if (above == null || !REALLY_PCIE.contains(bridge.function().identity().id())) {
            return false;
        }
        FunctionKind kind = above.function().kind();
        return kind.isPcie() && kind != FunctionKind.PCIE_TO_PCI_BRIDGE;
    }
}
