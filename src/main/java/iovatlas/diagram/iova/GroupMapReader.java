package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.RangeIndex;
import iovatlas.diagram.iova.IovaMapModel.Column;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a map for a machine on which nothing is attached to anything: what each group would bring
/// along. Groups with the same windows share a column.
final class GroupMapReader {
    private static final int MOST_COLUMNS = 6;
    private static final int MOST_NAMED = 3;

    private final GroupTable groups;

    GroupMapReader(GroupTable groups) {
        this.groups = groups;
    }

    IovaMapModel read() {
        Map<String, List<IommuGroup>> alike = new LinkedHashMap<>();
        for (IommuGroup group : groups.groups()) {
            alike.computeIfAbsent(likeness(group), _ -> new ArrayList<>()).add(group);
        }
        var columns = new ArrayList<Column>();
        Iova last = Iova.of(0xffff_ffffL);
        for (List<IommuGroup> same : alike.values()) {
            if (columns.size() < MOST_COLUMNS) {
                columns.add(column(same));
                Iova end = aperture(same.getFirst()).map(AddressRange::last).orElse(last);
                last = last.isBelow(end) ? end : last;
            }
        }
        if (columns.isEmpty()) {
            columns.add(noGroups());
        }
        int more = alike.size() - MOST_COLUMNS;
        return new IovaMapModel(
                "Reserved regions of the IOMMU groups"
                        + (more > 0 ? ", " + more + " further sets not shown" : ""),
                new ElementId.OfDocument(),
                AddressRange.of(Iova.of(0), last),
                RangeIndex.empty(),
                columns,
                List.of(),
                List.of());
    }

    private String likeness(IommuGroup group) {
        var text = new StringBuilder(aperture(group).map(AddressRange::hex).orElse("none"));
        for (ReservedRegion region : group.reserved()) {
            text.append(' ').append(region.range()).append(region.type());
        }
        return text.toString();
    }

    private Optional<AddressRange<Iova>> aperture(IommuGroup group) {
        return group.members().stream()
                .findFirst()
                .flatMap(groups::shapeFor)
                .map(DomainShape::aperture);
    }

    private Column column(List<IommuGroup> same) {
        IommuGroup first = same.getFirst();
        List<IovaItem> items =
                first.reserved().stream()
                        .map(region -> RegionItems.window("group " + first.number(), region))
                        .toList();
        String bits =
                aperture(first)
                        .map(a -> 64 - Long.numberOfLeadingZeros(a.last().unsignedBits()))
                        .map(n -> n + " bits")
                        .orElse("no translation");
        String none = items.isEmpty() ? ", nothing reserved" : "";
        return new Column(
                Column.Kind.DOMAIN,
                new ElementId.OfGroup(first.number()),
                title(same),
                bits + none,
                false,
                items);
    }

    private static String title(List<IommuGroup> same) {
        if (same.size() == 1) {
            return "Group " + same.getFirst().number();
        }
        var text = new StringBuilder("Groups ");
        for (int i = 0; i < Math.min(MOST_NAMED, same.size()); i++) {
            text.append(i == 0 ? "" : ", ").append(same.get(i).number());
        }
        int more = same.size() - MOST_NAMED;
        return more > 0 ? text + " and " + more + " more" : text.toString();
    }

    private static Column noGroups() {
        return new Column(
                Column.Kind.GROUP,
                new ElementId.OfDocument(),
                "No IOMMU group",
                "nothing translates",
                false,
                List.of());
    }
}
