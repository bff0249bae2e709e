package iovatlas.ui.inspector;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.IsolatedMsi;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;
import iovatlas.ui.session.Computed;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The sheet of an IOMMU group.
final class GroupSheet {

    /// More members than this are counted only.
    private static final int SHOWN = 24;

    private GroupSheet() {}

    static Sheet of(Computed now, IommuGroup group) {
        GroupTable groups = now.state().groups();
        SheetMaker sheet = new SheetMaker(now, "Group " + group.number());
        GroupWhys whys = new GroupWhys(now);
        DomainWhys regions = new DomainWhys(now);
        sheet.computed("Members", Integer.toString(group.members().size()), whys.members());
        for (PciAddress at : group.members().stream().limit(SHOWN).toList()) {
            sheet.computed(at.shortText(), member(now, at), whys.member(at));
        }
        if (group.members().size() > SHOWN) {
            sheet.computed(
                    "More",
                    "and %d more".formatted(group.members().size() - SHOWN),
                    whys.members());
        }
        sheet.computed("Others", String.join(" ", group.otherMembers()), whys.others());
        sheet.computed("Type", group.type().word(), whys.type(group));
        sheet.computed(
                "Number",
                group.number()
                        + (groups.isNumberObserved(group.number())
                                ? "  as recorded"
                                : "  computed"),
                whys.number(group.number()));
        for (ReservedRegion region : group.reserved()) {
            sheet.computed(
                    Span.label(region.type()), Span.of(region.range()), regions.region(region));
        }
        IsolatedMsi isolated = groups.isolatedMsi(group.number());
        sheet.computed("Isolated MSI", isolated.holds() ? "yes" : "no", isolated.reason());
        sheet.problems(Set.of(new ElementId.OfGroup(group.number())), "");
        if (!group.members().isEmpty()) {
            GroupReasons.add(sheet, groups, group, group.members().getLast());
        }
        sheet.why(isolated.reason());
        group.reserved().forEach(region -> sheet.why(region.reason()));
        return sheet.make();
    }

    private static String member(Computed now, PciAddress at) {
        String name = now.state().topology().function(at).map(f -> f.name()).orElse("");
        String driver = now.state().driverOf(at).orElse("no driver");
        return Stream.of(name, driver)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining("  "));
    }
}
