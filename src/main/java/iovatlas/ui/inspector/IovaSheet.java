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

    private static final String SELECTED = "What is selected on the map.";

    private IovaSheet() {}

    static Sheet of(Computed now, ElementId.OfIova element) {
        AddressRange<Iova> range = element.range();
        SheetMaker sheet = new SheetMaker(now, "IOVA " + range.first().hex());
        sheet.computed("First", range.first().hex(), SELECTED);
        sheet.computed("Last", range.last().hex(), SELECTED);
        sheet.computed("Size", range.size().human(), SELECTED);
        sheet.computed("Space", element.space(), SELECTED);
        now.state().space(element.space()).ifPresent(space -> lies(now, sheet, space, range));
        return sheet.problems(Set.of(element), element.space()).make();
    }

    private static void lies(
            Computed now, SheetMaker sheet, SpaceView space, AddressRange<Iova> range) {
        DomainWhys whys = new DomainWhys(now);
        space.mappings()
                .entries()
                .filter(entry -> entry.range().overlaps(range))
                .limit(8)
                .forEach(entry ->
                        sheet.computed(
                                "Mapping",
                                mapping(entry.value()),
                                Why.of("Step " + entry.value().step() + " mapped it.")));
        for (DomainView domain : space.domains()) {
            for (ReservedRegion region : domain.reserved()) {
                if (region.range().overlaps(range)) {
                    sheet.computed(
                            region.type().title() + " d" + domain.number(),
                            Span.broken(region.range()),
                            whys.region(region));
                    sheet.why(region.reason());
                }
            }
            for (DoorbellView bell : domain.doorbells()) {
                if (bell.iova().overlaps(range)) {
                    sheet.computed(
                            "Doorbell", bell.iova().hex(), whys.doorbell(space, domain, bell));
                    sheet.computed(
                            "of",
                            bell.controller() + " " + bell.page().hex(),
                            whys.doorbell(space, domain, bell));
                    sheet.computed(
                            "Vectors",
                            Integer.toString(bell.users()),
                            whys.doorbell(space, domain, bell));
                }
            }
        }
        boolean valid = space.advertised().stream().anyMatch(r -> r.contains(range));
        sheet.computed(
                "Valid", valid ? "yes" : "no, not in one valid IOVA range", whys.advertised(space));
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
