package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.address.ByteSize;
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
                new SheetMaker(now, (space.iommufd() ? "IOAS " : "Container ") + space.name());
        DomainWhys whys = new DomainWhys(now);
        sheet.property("Kind", space.iommufd() ? "iommufd IOAS" : "VFIO container");
        sheet.line(new ElementId.OfSpace(space.name()));
        sheet.computed(
                "Mappings",
                Long.toString(space.mappings().entries().count()),
                "What the steps up to here have mapped and not unmapped.");
        sheet.computed(
                "Domains",
                Integer.toString(space.domains().size()),
                space.domains().isEmpty()
                        ? Why.of("No group with an IOMMU is attached.")
                        : whys.sharing(space, space.domains().getLast()));
        for (DomainView domain : space.domains()) {
            sheet.computed(
                    "d" + domain.number(),
                    domain.iommu()
                            + domain.chosenTable().map(name -> "  " + name).orElse("")
                            + "  groups "
                            + groups(domain),
                    whys.sharing(space, domain));
        }
        sheet.computed("Smallest page", smallest(now, space), whys.smallestPage(space));
        for (AddressRange<Iova> range : space.advertised()) {
            sheet.computed("Valid IOVAs", Span.broken(range), whys.advertised(space));
        }
        return sheet.problems(Set.of(new ElementId.OfSpace(space.name())), space.name()).make();
    }

    /// The smallest page that every domain of the space can map.
    private static String smallest(Computed now, SpaceView space) {
        long page = now.atlas().boot().pageSize().value().unsignedBytes();
        long least =
                space.domains().stream()
                        .mapToLong(d -> Long.lowestOneBit(d.pageSizes().bitmap()))
                        .reduce(space.iommufd() ? 1 : page, Math::max);
        return space.domains().isEmpty() ? "" : ByteSize.ofBytes(least).text();
    }

    static Optional<Sheet> domain(Computed now, SpaceView space, int number) {
        return space.domains().stream()
                .filter(d -> d.number() == number)
                .findFirst()
                .map(domain -> sheet(now, space, domain));
    }

    private static Sheet sheet(Computed now, SpaceView space, DomainView domain) {
        SheetMaker sheet =
                new SheetMaker(now, "Domain d" + domain.number() + " of " + space.name());
        DomainWhys whys = new DomainWhys(now);
        Why sharing = whys.sharing(space, domain);
        sheet.computed("IOMMU", domain.iommu(), sharing);
        if (!domain.table().isEmpty()) {
            sheet.computed("HWPT", domain.table() + (domain.automatic() ? " (auto)" : ""), sharing);
        }
        sheet.computed("Groups", groups(domain), sharing);
        sheet.computed("Aperture", Span.aperture(domain.aperture()), whys.aperture(domain));
        sheet.computed("Page sizes", Span.pages(domain.pageSizes()), whys.pageSizes(domain));
        for (ReservedRegion region : domain.reserved()) {
            sheet.computed(Span.label(region.type()), Span.of(region.range()), whys.region(region));
        }
        for (DoorbellView bell : domain.doorbells()) {
            sheet.computed(
                    "Doorbell",
                    "%s \u2192 %s %s, %d vectors"
                            .formatted(
                                    bell.iova().first().hex(),
                                    bell.controller(),
                                    bell.page().hex(),
                                    bell.users()),
                    whys.doorbell(space, domain, bell));
        }
        sheet.problems(Set.of(new ElementId.OfDomain(space.name(), domain.number())), space.name());
        domain.reserved().forEach(region -> sheet.why(region.reason()));
        return sheet.make();
    }

    private static String groups(DomainView domain) {
        return domain.groups().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
