package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaItem.Kind;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.KernelState;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The columns beside the page tables: what user space is told, what the container itself keeps, and
/// what host bridges take for themselves. Where they differ from the page tables is the finding.
///
/// @param state for host bridges and groups
record SideColumns(KernelState state, SpaceView space, IovaMapOptions options) {

    List<Column> columns() {
        var columns = new ArrayList<Column>();
        if (options.layers().contains(MapLayer.USER_VIEW)) {
            columns.add(told());
            columns.add(tree());
        }
        if (options.layers().contains(MapLayer.BRIDGE_WINDOWS)) {
            columns.add(bridges());
        }
        return columns;
    }

    private Column told() {
        var items = new ArrayList<IovaItem>();
        space.advertised()
                .forEach(range ->
                        items.add(item(range, Kind.TOLD, "free  " + range.size().human())));
        List<IovaItem> findings = new ViewFindings(space).ofTold();
        items.addAll(findings);
        String call = space.iommufd() ? "IOAS_IOVA_RANGES" : "GET_INFO";
        return new Column(
                Column.Kind.TOLD,
                new ElementId.OfSpace(space.name()),
                "Told to user space",
                items.isEmpty()
                        ? call + " tells no ranges"
                        : call
                                + (findings.isEmpty()
                                        ? ": gaps without reasons"
                                        : " differs from the page tables"),
                false,
                items);
    }

    private Column tree() {
        int outside = space.domains().stream().mapToInt(domain -> domain.doorbells().size()).sum();
        String finding =
                switch (outside) {
                    case 0 -> "the page tables have the same";
                    case 1 -> "lacks a doorbell page that is mapped";
                    default -> "lacks " + outside + " doorbell pages that are mapped";
                };
        return new Column(
                Column.Kind.TREE,
                new ElementId.OfSpace(space.name()),
                (space.iommufd() ? "Areas of " : "Mappings of ") + space.name(),
                finding,
                true,
                new ViewFindings(space).ofTree());
    }

    private Column bridges() {
        Set<Integer> groups =
                space.domains().stream()
                        .map(DomainView::groups)
                        .flatMap(List::stream)
                        .collect(Collectors.toSet());
        List<PciAddress> devices =
                state.groups().groups().stream()
                        .filter(group -> groups.contains(group.number()))
                        .flatMap(group -> group.members().stream())
                        .toList();
        var items = new ArrayList<IovaItem>();
        for (HostBridge bridge : state.topology().hostBridges()) {
            if (devices.stream().anyMatch(at -> isBelow(bridge, at))) {
                bridge.windows()
                        .forEach(window -> {
                            var range =
                                    AddressRange.of(
                                            Iova.of(window.first().unsignedBits()),
                                            Iova.of(window.last().unsignedBits()));
                            items.add(
                                    item(
                                            range,
                                            Kind.BRIDGE,
                                            bridge.text() + "  " + range.size().human()));
                        });
            }
        }
        return new Column(
                Column.Kind.ADVISORY,
                new ElementId.OfDocument(),
                "PCI bridge windows",
                items.isEmpty() ? "none is known" : "VFIO does not know them",
                false,
                items);
    }

    private static boolean isBelow(HostBridge bridge, PciAddress at) {
        return bridge.segment() == at.segment() && bridge.buses().contains(at.bus());
    }

    private IovaItem item(AddressRange<Iova> range, Kind kind, String label) {
        return new IovaItem(
                range,
                kind,
                label,
                "",
                new ElementId.OfIova(space.name(), range),
                label + ", " + range.hex());
    }
}
