package iovatlas.diagram.topology;

import iovatlas.kernel.KernelRule;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.GroupRules;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.JoinLink;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says in a few words why an IOMMU group holds more than one function.
final class GroupLabels {
    private static final Map<KernelRule, String> WORDS =
            Map.of(
                    GroupRules.ALIAS_HAS_GROUP, "shared requester ID",
                    GroupRules.SAME_BUS_ALIAS, "shared requester ID",
                    GroupRules.SLOT_NOT_ISOLATED, "functions of one slot without ACS",
                    GroupRules.STREAM_MAP_SHARED, "shared stream ID",
                    GroupRules.MC_CONTAINER, "one fsl-mc container");

    private final GroupTable groups;

    GroupLabels(GroupTable groups) {
        this.groups = groups;
    }

    /// The reason of the first function that joined another one, empty for a group of one.
    String reason(IommuGroup group) {
        if (group.members().size() < 2) {
            return "";
        }
        for (PciAddress at : group.members()) {
            Optional<JoinLink> link = groups.linkOf(at).filter(l -> l.through() != null);
            if (link.isPresent()) {
                return words(link.get());
            }
        }
        return "";
    }

    private String words(JoinLink link) {
        for (Reason reason : link.reasons()) {
            if (reason.rule().equals(GroupRules.UPSTREAM_NOT_ISOLATED)) {
                return upstream(link, reason);
            }
            String words = WORDS.get(reason.rule());
            if (words != null) {
                return words;
            }
        }
        return "";
    }

    /// Names the lowest bridge above that does not isolate.
    private String upstream(JoinLink link, Reason reason) {
        for (PciFunction bridge : bridgesAbove(link.joined())) {
            boolean leaks = groups.acsVerdict(bridge.at()).map(v -> !v.isolates()).orElse(false);
            if (leaks) {
                String what =
                        bridge.capabilities().acs() == null ? "has no ACS" : "does not isolate";
                return FunctionWords.kind(bridge.kind())
                        + " "
                        + bridge.at().shortText()
                        + " "
                        + what;
            }
        }
        return reason.text();
    }

    private List<PciFunction> bridgesAbove(PciAddress at) {
        var bridges = new ArrayList<PciFunction>();
        Optional<PciFunction> bridge = groups.tree().bridgeAbove(at);
        while (bridge.isPresent()) {
            bridges.add(bridge.get());
            bridge = groups.tree().bridgeAbove(bridge.get().at());
        }
        return bridges;
    }
}
