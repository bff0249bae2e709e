package iovatlas.kernel.doorbell;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
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
import iovatlas.topology.V2mVariant;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which interrupt controller takes the messages of which function: firmware's ID maps, and on x86
/// whether interrupts are remapped.
public final class MsiParents {

    private static final long ITS_TRANSLATER = 0x10040;
    private static final long SET_SPI = 0x40;
    private static final long PRE_ITS_WORD = 4;
    private static final ByteSize REGISTER = ByteSize.ofBytes(4);
    private static final ByteSize GRAVITON = ByteSize.ofBytes(8192);

    private final Topology topology;
    private final BootFacts facts;
    private final PciTree tree;

    private MsiParents(Topology topology, BootFacts facts, PciTree tree) {
        this.topology = topology;
        this.facts = facts;
        this.tree = tree;
    }

    public static MsiParents of(Topology topology, BootFacts facts) {
        return of(topology, facts, PciTree.of(topology, facts.release().value()));
    }

    /// @param tree the machine's own, as the release sees it
    static MsiParents of(Topology topology, BootFacts facts, PciTree tree) {
        return new MsiParents(topology, facts, tree);
    }

    /// The tree that requester IDs come from.
    public PciTree tree() {
        return tree;
    }

    /// The register that functions write to, the first one where there are several; empty on x86.
    public static Optional<HostPhysical> doorbell(MsiController controller) {
        return switch (controller) {
            case MsiController.Its its ->
                    its.preItsBase() == null
                            ? its.base().plusOrEmpty(ITS_TRANSLATER)
                            : Optional.of(its.preItsBase());
            case MsiController.GicV2m frame ->
                    frame.variant() == V2mVariant.GRAVITON
                            ? Optional.of(frame.base())
                            : frame.base().plusOrEmpty(SET_SPI);
            case MsiController.Mbi mbi ->
                    (mbi.alias() == null ? mbi.base() : mbi.alias()).plusOrEmpty(SET_SPI);
            case MsiController.Apic _ -> Optional.empty();
        };
    }

    /// All addresses that take messages for a controller; empty on x86.
    public static Optional<AddressRange<HostPhysical>> doorbells(MsiController controller) {
        ByteSize size =
                switch (controller) {
                    case MsiController.Its its ->
                            its.preIts()
                                    ? ByteSize.ofBytes(PRE_ITS_WORD << its.deviceIdBits())
                                    : REGISTER;
                    case MsiController.GicV2m frame ->
                            frame.variant() == V2mVariant.GRAVITON ? GRAVITON : REGISTER;
                    case MsiController.Mbi _, MsiController.Apic _ -> REGISTER;
                };
        return doorbell(controller).flatMap(first -> AddressRange.ofSizeOrEmpty(first, size));
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
            boolean frames = all.stream().allMatch(c -> c instanceof MsiController.GicV2m);
            return all.size() == 1 || (frames && !all.isEmpty())
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
                            its.name(),
                            its.preIts()
                                    ? doorbell.plusExact(Integer.toUnsignedLong(deviceId) << 2)
                                    : doorbell,
                            deviceId,
                            vectorsBelow(function),
                            its.preIts());
            case MsiController.GicV2m frame ->
                    new MsiParent.OfFrame(frames(frame), frame.variant() != V2mVariant.GRAVITON);
            case MsiController.Mbi mbi -> new MsiParent.OfFrame(List.of(mbi.name()), true);
            case MsiController.Apic _ -> new MsiParent.OfNothing();
        };
    }

    /// All frames share one interrupt domain: the others help out when the first one is full.
    ///
    /// Source: `drivers/irqchip/irq-gic-v2m.c:gicv2m_irq_domain_alloc`.
    private List<String> frames(MsiController.GicV2m first) {
        return Stream.concat(
                        Stream.of(first.name()),
                        topology.msiControllers().stream()
                                .filter(c -> c instanceof MsiController.GicV2m)
                                .map(MsiController::name)
                                .filter(name -> !name.equals(first.name())))
                .toList();
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
