package iovatlas.diagram.topology;

import iovatlas.diagram.topology.MachineNode.AcsMark;
import iovatlas.diagram.topology.MachineNode.Kind;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.pci.AcsVerdict;
import iovatlas.scenario.KernelState;
import iovatlas.topology.ElementId;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuKind;
import iovatlas.topology.MediatedDevice;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PlatformDevice;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Turns single devices into nodes.
final class FunctionNodes {
    private static final int MOST_IDS = 3;

    private final KernelState state;
    private final GroupTable groups;
    private final LitElements lit;
    private final boolean oneSegment;

    FunctionNodes(KernelState state, LitElements lit) {
        this.state = state;
        this.groups = state.groups();
        this.lit = lit;
        this.oneSegment =
                state.topology().functions().stream()
                                .map(function -> function.at().segment())
                                .distinct()
                                .count()
                        <= 1;
    }

    /// The address of a function as short as the machine allows.
    String address(PciFunction function) {
        return oneSegment ? function.at().shortText() : function.at().toString();
    }

    MachineNode of(PciFunction function, List<MachineNode> children) {
        Optional<Integer> group = groups.groupOf(function.at()).map(IommuGroup::number);
        Optional<Iommu> iommu = groups.iommu(function.at());
        String space = state.spaceOf(function.at()).orElse("");
        String streams = hex(groups.streamIds(function.at()));
        return new MachineNode(
                new ElementId.OfFunction(function.at()),
                function.kind().isBridge() ? Kind.BRIDGE : Kind.ENDPOINT,
                address(function),
                FunctionWords.detail(function),
                acs(function),
                group.orElse(null),
                group.map(String::valueOf).orElse(""),
                group.isEmpty() && !state.topology().iommus().isEmpty(),
                iommu.map(Iommu::name).orElse(null),
                iommu.map(i -> ids(function, i, streams)).orElse(""),
                streams,
                space,
                1,
                tip(function, group, space),
                lit.isSelected(function.at()),
                children);
    }

    MachineNode of(PlatformDevice device) {
        var element = new ElementId.OfPlatformDevice(device.name());
        Optional<Integer> group = groups.groupOfDevice(device.name()).map(IommuGroup::number);
        return new MachineNode(
                element,
                Kind.PLATFORM_DEVICE,
                device.name(),
                device.bus() + " device",
                AcsMark.NOT_SHOWN,
                group.orElse(null),
                group.map(String::valueOf).orElse(""),
                false,
                device.iommu(),
                device.streamIds().isEmpty() ? "" : "SID " + hex(device.streamIds()),
                hex(device.streamIds()),
                "",
                1,
                device.name() + ", " + device.bus() + " device",
                lit.contains(element),
                List.of());
    }

    MachineNode of(MediatedDevice device) {
        var element = new ElementId.OfMediatedDevice(device.name());
        Optional<Integer> group = groups.emulatedGroup(device.name()).map(IommuGroup::number);
        String space = state.spaceOfMediated(device.name()).orElse("");
        return new MachineNode(
                element,
                Kind.MEDIATED_DEVICE,
                device.name(),
                device.type().isEmpty() ? "mediated device" : device.type(),
                AcsMark.NOT_SHOWN,
                group.orElse(null),
                group.map(String::valueOf).orElse(""),
                false,
                null,
                "no IOMMU",
                "",
                space,
                1,
                "mediated device of "
                        + device.parent().shortText()
                        + group.map(number -> ", group " + number).orElse(", not there")
                        + ", no IOMMU, no requester ID",
                lit.contains(element),
                List.of());
    }

    private AcsMark acs(PciFunction function) {
        FunctionKind kind = function.kind();
        if (kind != FunctionKind.ROOT_PORT && kind != FunctionKind.SWITCH_DOWNSTREAM) {
            return AcsMark.NOT_SHOWN;
        }
        return groups.acsVerdict(function.at()).map(AcsVerdict::isolates).orElse(false)
                ? AcsMark.ISOLATES
                : AcsMark.NONE;
    }

    private static String ids(PciFunction function, Iommu iommu, String streams) {
        String requester = "RID " + function.at().requesterId();
        if (streams.isEmpty()) {
            return requester;
        }
        boolean x86 = iommu.kind() == IommuKind.VTD || iommu.kind() == IommuKind.AMD_VI;
        return requester + " \u2192 " + (x86 ? "source ID " : "SID ") + streams;
    }

    private static String hex(List<Integer> ids) {
        if (ids.size() == 1) {
            return "0x" + Integer.toHexString(ids.getFirst());
        }
        String shown =
                ids.stream()
                        .distinct()
                        .limit(MOST_IDS)
                        .map(id -> "0x" + Integer.toHexString(id))
                        .collect(Collectors.joining(", "));
        return ids.stream().distinct().count() > MOST_IDS ? shown + ", \u2026" : shown;
    }

    private String tip(PciFunction function, Optional<Integer> group, String space) {
        String where = group.map(number -> ", group " + number).orElse(", no group");
        String driver = state.driverOf(function.at()).map(name -> ", driver " + name).orElse("");
        return FunctionWords.tip(function)
                + where
                + driver
                + (space.isEmpty() ? "" : ", in " + space);
    }
}
