package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;
import iovatlas.ui.session.Computed;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The sheets of a container or IOAS and of its domains.
final class SpaceSheet {

    private SpaceSheet() {}

    static Sheet of(Computed now, SpaceView space) {
        SheetMaker sheet =
                new SheetMaker((space.iommufd() ? "IOAS " : "Container ") + space.name());
        sheet.property("Kind", space.iommufd() ? "iommufd IOAS" : "VFIO container");
        sheet.line(now, new ElementId.OfSpace(space.name()), Set.of());
        sheet.computed("Mappings", Long.toString(space.mappings().entries().count()));
        sheet.computed("Domains", Integer.toString(space.domains().size()));
        for (DomainView domain : space.domains()) {
            sheet.computed(
                    "d" + domain.number(),
                    domain.iommu()
                            + (domain.table().isEmpty() ? "" : "  " + domain.table())
                            + "  groups "
                            + groups(domain));
        }
        for (AddressRange<Iova> range : space.advertised()) {
            sheet.computed("Valid IOVAs", range.hex());
        }
        return sheet.problems(now, Set.of(new ElementId.OfSpace(space.name())), space.name())
                .make();
    }

    static Optional<Sheet> domain(Computed now, SpaceView space, int number) {
        return space.domains().stream()
                .filter(d -> d.number() == number)
                .findFirst()
                .map(domain -> sheet(now, space, domain));
    }

    private static Sheet sheet(Computed now, SpaceView space, DomainView domain) {
        SheetMaker sheet = new SheetMaker("Domain d" + domain.number() + " of " + space.name());
        sheet.computed("IOMMU", domain.iommu());
        if (!domain.table().isEmpty()) {
            sheet.computed("HWPT", domain.table());
        }
        sheet.computed("Groups", groups(domain));
        sheet.computed("Aperture", Span.aperture(domain.aperture()));
        sheet.computed("Page sizes", Span.pages(domain.pageSizes()));
        for (ReservedRegion region : domain.reserved()) {
            sheet.computed(Span.label(region.type()), Span.of(region.range()));
        }
        for (DoorbellView bell : domain.doorbells()) {
            sheet.computed(
                    "Doorbell",
                    "%s \u2192 %s %s, %d vectors"
                            .formatted(
                                    bell.iova().first().hex(),
                                    bell.controller(),
                                    bell.page().hex(),
                                    bell.users()));
        }
        sheet.problems(
                now, Set.of(new ElementId.OfDomain(space.name(), domain.number())), space.name());
        domain.reserved().forEach(region -> sheet.why(region.reason()));
        return sheet.make();
    }

    private static String groups(DomainView domain) {
        return domain.groups().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
