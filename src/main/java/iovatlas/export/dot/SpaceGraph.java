package iovatlas.export.dot;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.export.dot.DotGraph.Kind;
import iovatlas.export.dot.DotGraph.Link;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.UserMapping;

import java.util.List;

/// Spaces with what is in them: mappings hang on the space, windows and doorbell pages on a domain.
final class SpaceGraph {
    /// More mappings than this are told by their number.
    private static final int MOST_MAPPINGS = 64;

    private final DotGraph graph;

    SpaceGraph(DotGraph graph) {
        this.graph = graph;
    }

    void add(List<SpaceView> spaces) {
        spaces.forEach(this::space);
    }

    private void space(SpaceView space) {
        String id = "space " + space.name();
        graph.node(id, Kind.SPACE, space.name(), space.iommufd() ? "IOAS" : "container");
        if (space.owner() != null) {
            graph.node("owner " + space.owner(), Kind.OWNER, space.owner());
            graph.edge("owner " + space.owner(), id, Link.PLAIN, "");
        }
        space.mappings().entries().limit(MOST_MAPPINGS).forEach(e -> mapping(id, e.value()));
        long count = space.mappings().entries().count();
        if (count > MOST_MAPPINGS) {
            String more = id + " more";
            graph.node(more, Kind.RANGE, (count - MOST_MAPPINGS) + " further mappings");
            graph.edge(id, more, Link.PLAIN, "");
        }
        space.domains().forEach(domain -> domain(space, domain));
    }

    private void mapping(String space, UserMapping mapping) {
        String id = space + " " + mapping.range().hex();
        graph.node(
                id,
                Kind.RANGE,
                mapping.range().hex(),
                mapping.label() + ", " + mapping.range().size().human());
        graph.edge(space, id, Link.PLAIN, mapping.step() == 0 ? "" : "step " + mapping.step());
    }

    private void domain(SpaceView space, DomainView domain) {
        String id = "domain " + space.name() + "/" + domain.number();
        graph.node(id, Kind.DOMAIN, "domain d" + domain.number(), domain.iommu());
        graph.edge("space " + space.name(), id, Link.PLAIN, "");
        for (ReservedRegion region : domain.reserved()) {
            String window = id + " " + region.range().hex();
            graph.node(
                    window,
                    Kind.WINDOW,
                    region.type().letter() + " " + region.type().title(),
                    region.range().hex());
            graph.edge(id, window, Link.DASHED, "");
        }
        domain.doorbells().forEach(bell -> doorbell(id, domain, bell));
    }

    private void doorbell(String domain, DomainView view, DoorbellView bell) {
        String page = "doorbell " + bell.controller() + " " + bell.page().hex();
        graph.node(page, Kind.MSI_CONTROLLER, bell.controller(), "page " + bell.page().hex());
        graph.edge(from(domain, view, bell.iova()), page, Link.DOTTED, bell.iova().first().hex());
    }

    private static String from(String domain, DomainView view, AddressRange<Iova> iova) {
        return view.reserved().stream()
                .filter(region -> region.range().contains(iova.first()))
                .findFirst()
                .map(region -> domain + " " + region.range().hex())
                .orElse(domain);
    }
}
