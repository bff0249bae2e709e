package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.Set;

/// The sheet of a stretch of addresses: what lies there.
final class IovaSheet {

    private IovaSheet() {}

    static Sheet of(Computed now, ElementId.OfIova element) {
        AddressRange<Iova> range = element.range();
        SheetMaker sheet = new SheetMaker("IOVA " + range.first().hex());
        sheet.computed("First", range.first().hex());
        sheet.computed("Last", range.last().hex());
        sheet.computed("Size", range.size().human());
        sheet.computed("Space", element.space());
        now.state().space(element.space()).ifPresent(space -> lies(sheet, space, range));
        return sheet.problems(now, Set.of(element), element.space()).make();
    }

    private static void lies(SheetMaker sheet, SpaceView space, AddressRange<Iova> range) {
        space.mappings()
                .entries()
                .filter(entry -> entry.range().overlaps(range))
                .limit(8)
                .forEach(entry -> sheet.computed("Mapping", mapping(entry.value())));
        for (DomainView domain : space.domains()) {
            for (ReservedRegion region : domain.reserved()) {
                if (region.range().overlaps(range)) {
                    sheet.computed(
                            region.type().title() + " d" + domain.number(), region.range().hex());
                    sheet.why(region.reason());
                }
            }
            for (DoorbellView bell : domain.doorbells()) {
                if (bell.iova().overlaps(range)) {
                    sheet.computed("Doorbell", bell.iova().hex());
                    sheet.computed("of", bell.controller() + " " + bell.page().hex());
                    sheet.computed("Vectors", Integer.toString(bell.users()));
                }
            }
        }
        boolean valid = space.advertised().stream().anyMatch(r -> r.contains(range));
        sheet.computed("Valid", valid ? "yes" : "no, not in one valid IOVA range");
    }

    private static String mapping(UserMapping mapping) {
        return "%s %s%s, step %d"
                .formatted(
                        mapping.label(),
                        mapping.read() ? "r" : "-",
                        mapping.write() ? "w" : "-",
                        mapping.step());
    }
}
