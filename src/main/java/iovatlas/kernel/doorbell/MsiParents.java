package iovatlas.kernel.doorbell;

import iovatlas.address.HostPhysical;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.pci.DmaAlias;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.kernel.remapping.SourceId;
import iovatlas.topology.Architecture;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;

import java.util.List;
import java.util.Optional;

/// Which interrupt controller takes the messages of which function: firmware's ID maps, and on x86
/// whether interrupts are remapped.
public final class MsiParents {

    private static final long ITS_TRANSLATER = 0x10040;
    private static final long SET_SPI = 0x40;

    private final Topology topology;
    private final BootFacts facts;
    private final PciTree tree;

    private MsiParents(Topology topology, BootFacts facts, PciTree tree) {
        this.topology = topology;
        this.facts = facts;
        this.tree = tree;
    }

    public static MsiParents of(Topology topology, BootFacts facts) {
        return new MsiParents(topology, facts, PciTree.of(topology, facts.release().value()));
    }

    /// The tree that requester IDs come from.
    public PciTree tree() {
        return tree;
    }

    /// The register that functions write to, empty on x86.
    public static Optional<HostPhysical> doorbell(MsiController controller) {
        return switch (controller) {
            case MsiController.Its its -> its.base().plusOrEmpty(ITS_TRANSLATER);
            case MsiController.GicV2m frame -> frame.base().plusOrEmpty(SET_SPI);
            case MsiController.Mbi mbi -> mbi.base().plusOrEmpty(SET_SPI);
            case MsiController.Apic _ -> Optional.empty();
        };
    }

    /// The controller of a function.
    public MsiParent parentOf(PciFunction function) {
        return facts.architecture().value() == Architecture.X86_64
                ? remapping(function)
                : firmwareParent(function);
    }

    private MsiParent firmwareParent(PciFunction function) {
        RequesterId requester = tree.msiRequesterId(function);
        int segment = function.at().segment();
        List<IdMap> maps =
                topology.idMaps().stream().filter(m -> m.role() == IdMap.Role.MSI).toList();
        if (maps.isEmpty()) {
            // A drawing without ID maps: the only controller there is takes every function.
            List<MsiController> all = topology.msiControllers();
            return all.size() == 1
                    ? parent(all.getFirst(), function, requester.bits())
                    : new MsiParent.OfNothing();
        }
        return maps.stream()
                .filter(m -> m.contains(segment, requester))
                .findFirst()
                .flatMap(m ->
                        topology.msiController(m.target())
                                .map(c -> parent(c, function, m.map(requester))))
                .orElseGet(MsiParent.OfNothing::new);
    }

    private MsiParent parent(MsiController controller, PciFunction function, int deviceId) {
        HostPhysical doorbell = doorbell(controller).orElse(null);
        if (doorbell == null) {
            return new MsiParent.OfNothing();
        }
        return switch (controller) {
            case MsiController.Its its ->
                    new MsiParent.OfIts(
                            its.name(), doorbell, deviceId, vectorsBelow(function), its.preIts());
            case MsiController.GicV2m frame -> new MsiParent.OfFrame(frame.name(), doorbell);
            case MsiController.Mbi mbi -> new MsiParent.OfFrame(mbi.name(), doorbell);
            case MsiController.Apic _ -> new MsiParent.OfNothing();
        };
    }

    private MsiParent remapping(PciFunction function) {
        if (!facts.interruptRemapping().value()) {
            return new MsiParent.OfApic();
        }
        Iommu unit = unitOf(function).orElse(null);
        if (unit == null) {
            return new MsiParent.OfApic();
        }
        return switch (unit.kind()) {
            case VTD ->
                    new MsiParent.OfIntel(
                            unit.name(),
                            SourceId.of(function.at().requesterId(), tree.dmaAliases(function)));
            case AMD_VI -> new MsiParent.OfAmd(unit.name(), tree.msiRequesterId(function).bits());
            case SMMU_V2, SMMU_V3, VIRTIO_IOMMU -> new MsiParent.OfApic();
        };
    }

    private Optional<Iommu> unitOf(PciFunction function) {
        PciAddress at = function.at();
        List<IdMap> maps =
                topology.idMaps().stream()
                        .filter(m -> m.role() == IdMap.Role.IOMMU && m.segment() == at.segment())
                        .toList();
        Optional<Iommu> named =
                maps.stream()
                        .filter(m -> m.contains(at.segment(), at.requesterId()))
                        .findFirst()
                        .flatMap(m -> topology.iommu(m.target()));
        // Remapping needs every unit of the machine; a function outside all scopes uses the first.
        return named.or(() -> topology.iommus().stream().filter(this::remaps).findFirst());
    }

    private boolean remaps(Iommu unit) {
        return unit.kind() == IommuKind.VTD || unit.kind() == IommuKind.AMD_VI;
    }

    /// Source: `drivers/irqchip/irq-gic-its-msi-parent.c:its_pci_msi_vec_count`.
    private int vectorsBelow(PciFunction function) {
        List<DmaAlias> aliases = tree.dmaAliases(function);
        PciNode last = aliases.isEmpty() ? null : aliases.getLast().reporter();
        if (last == null || last.at().equals(function.at()) || last.function().buses() == null) {
            return 0;
        }
        return tree.nodes().stream()
                .filter(node -> isBelow(node, last))
                .mapToInt(node -> hardwareVectors(node.function()))
                .sum();
    }

    private static boolean isBelow(PciNode node, PciNode bridge) {
        for (PciNode above = node.bridge(); above != null; above = above.bridge()) {
            if (above.at().equals(bridge.at())) {
                return true;
            }
        }
        return false;
    }

    private static int hardwareVectors(PciFunction function) {
        MsiCapability msi = function.capabilities().msi();
        MsixCapability msix = function.capabilities().msix();
        return Math.max(msi == null ? 0 : msi.vectors(), msix == null ? 0 : msix.tableSize());
    }
}
