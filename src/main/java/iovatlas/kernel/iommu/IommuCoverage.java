package iovatlas.kernel.iommu;

import iovatlas.kernel.BootFacts;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.pci.DmaAlias;
import iovatlas.kernel.pci.PciNode;
import iovatlas.kernel.pci.PciTree;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.PciAddress;
import iovatlas.topology.RequesterId;
import iovatlas.topology.Topology;
import iovatlas.topology.VirtualFunction;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which IOMMU stands in front of a function and which stream IDs arrive there.
///
/// Source: `drivers/acpi/arm64/iort.c:iort_pci_iommu_init`, `drivers/acpi/viot.c`,
/// `drivers/iommu/of_iommu.c:of_pci_iommu_init`, `drivers/iommu/intel/iommu.c:device_lookup_iommu`,
/// `drivers/iommu/amd/iommu.c`.
final class IommuCoverage {

    private final PciTree tree;
    private final boolean on;
    private final List<Optional<IommuSide>> sides;
    private final Map<String, Iommu> iommus = new HashMap<>();
    private final Map<PciAddress, Iommu> ownFunctions = new HashMap<>();
    private final Map<Integer, List<IdMap>> mapsBySegment = new HashMap<>();

    IommuCoverage(Topology topology, BootFacts facts, PciTree tree) {
        this.tree = tree;
        this.on = facts.iommuOn().value();
        for (Iommu iommu : topology.iommus()) {
            iommus.put(iommu.name(), iommu);
            PciAddress function = iommu.function();
            if (function != null) {
                ownFunctions.put(function, iommu);
            }
        }
        for (IdMap map : topology.idMaps()) {
            if (map.role() == IdMap.Role.IOMMU && iommus.containsKey(map.target())) {
                mapsBySegment.computeIfAbsent(map.segment(), _ -> new ArrayList<>()).add(map);
            }
        }
        this.sides = tree.nodes().stream().map(this::find).toList();
    }

    /// The IOMMU's side of a function of the tree, empty when none translates for it.
    Optional<IommuSide> of(PciNode node) {
        return sides.get(node.position());
    }

    private Optional<IommuSide> find(PciNode node) {
        if (!on || ownFunctions.containsKey(node.at())) {
            return Optional.empty();
        }
        PciNode sender = tree.realDmaDevice(node);
        IdMap map = lookUp(sender);
        if (map == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(iommus.get(map.target()))
                .map(iommu -> new IommuSide(iommu, streamIds(sender, map, iommu)));
    }

    /// Why a function has no IOMMU.
    Reason whyNot(PciNode node) {
        Evidence function = new Evidence.OfFunction("function", node.at());
        if (!on && !iommus.isEmpty()) {
            return Reason.of(GroupRules.IOMMU_OFF);
        }
        Iommu own = ownFunctions.get(node.at());
        return own == null
                ? Reason.of(GroupRules.NO_IOMMU, function)
                : Reason.of(GroupRules.OWN_FUNCTION, function, new Evidence.OfText("", own.name()));
    }

    /// VT-d looks a virtual function up by its physical function.
    private @Nullable IdMap lookUp(PciNode sender) {
        VirtualFunction virtual = sender.function().virtual();
        if (virtual != null) {
            PciAddress physical = virtual.physical();
            IdMap map = find(physical.segment(), physical.requesterId());
            if (map != null && kindOf(map) == IommuKind.VTD) {
                return map;
            }
        }
        return find(sender.at().segment(), sender.at().requesterId());
    }

    private @Nullable IommuKind kindOf(IdMap map) {
        Iommu iommu = iommus.get(map.target());
        return iommu == null ? null : iommu.kind();
    }

    private @Nullable IdMap find(int segment, RequesterId id) {
        for (IdMap map : mapsBySegment.getOrDefault(segment, List.of())) {
            if (map.contains(segment, id)) {
                return map;
            }
        }
        return null;
    }

    private List<Integer> streamIds(PciNode sender, IdMap ownMap, Iommu iommu) {
        List<Integer> ids = new ArrayList<>(1);
        for (DmaAlias alias : tree.dmaAliases(sender)) {
            if (iommu.kind() == IommuKind.VTD || iommu.kind() == IommuKind.AMD_VI) {
                ids.add(alias.requester().bits());
                continue;
            }
            boolean own = alias.cause() == DmaAlias.Cause.OWN;
            IdMap map = own ? ownMap : find(sender.at().segment(), alias.requester());
            if (map == null || !map.target().equals(iommu.name())) {
                break;
            }
            ids.add(map.map(alias.requester()));
        }
        return ids;
    }
}
