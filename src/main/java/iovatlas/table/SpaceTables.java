package iovatlas.table;

import iovatlas.scenario.DomainView;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.scenario.UserMapping;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tables of containers and IOASes and of what is in them.
final class SpaceTables {

    private SpaceTables() {}

    static FactTable spaces(TableSource now) {
        return new FactTable(
                List.of("Name", "Kind", "Owner", "Domains", "Mappings", "Valid IOVAs"),
                now.state().spaces().stream().map(SpaceTables::space).toList());
    }

    private static FactTable.Row space(SpaceView space) {
        return FactTable.Row.of(
                new ElementId.OfSpace(space.name()),
                space.name(),
                space.iommufd() ? "IOAS" : "container",
                Optional.ofNullable(space.owner()).orElse(""),
                Integer.toString(space.domains().size()),
                Long.toString(space.mappings().entries().count()),
                space.advertised().stream().map(r -> r.hex()).collect(Collectors.joining(" ")));
    }

    static FactTable domains(TableSource now) {
        List<FactTable.Row> rows = new ArrayList<>();
        for (SpaceView space : now.state().spaces()) {
            space.domains().forEach(domain -> rows.add(domain(space, domain)));
        }
        return new FactTable(
                List.of("Space", "Domain", "IOMMU", "Groups", "First", "Last", "Page sizes"), rows);
    }

    private static FactTable.Row domain(SpaceView space, DomainView domain) {
        return FactTable.Row.of(
                new ElementId.OfDomain(space.name(), domain.number()),
                space.name(),
                "d" + domain.number(),
                domain.iommu(),
                domain.groups().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                domain.aperture().first().hex(),
                domain.aperture().last().hex(),
                domain.pageSizes().text());
    }

    static FactTable mappings(TableSource now) {
        List<FactTable.Row> rows = new ArrayList<>();
        for (SpaceView space : now.state().spaces()) {
            space.mappings().entries().forEach(entry -> rows.add(mapping(space, entry.value())));
        }
        return new FactTable(
                List.of(
                        "Space", "First", "Last", "Size", "Access", "Backing", "Offset", "Address",
                        "Step"),
                rows);
    }

    private static FactTable.Row mapping(SpaceView space, UserMapping mapping) {
        return FactTable.Row.of(
                new ElementId.OfIova(space.name(), mapping.range()),
                space.name(),
                mapping.range().first().hex(),
                mapping.range().last().hex(),
                mapping.range().size().human(),
                (mapping.read() ? "r" : "-") + (mapping.write() ? "w" : "-"),
                mapping.label(),
                mapping.offset().isZero() ? "" : mapping.offset().text(),
                mapping.address().hex(),
                Integer.toString(mapping.step()));
    }

    static FactTable doorbells(TableSource now) {
        List<FactTable.Row> rows = new ArrayList<>();
        for (SpaceView space : now.state().spaces()) {
            for (DomainView domain : space.domains()) {
                domain.doorbells().forEach(bell -> rows.add(doorbell(space, domain, bell)));
            }
        }
        return new FactTable(
                List.of("Space", "Domain", "IOVA", "Size", "Host page", "Controller", "Vectors"),
                rows);
    }

    private static FactTable.Row doorbell(SpaceView space, DomainView domain, DoorbellView bell) {
        return FactTable.Row.of(
                new ElementId.OfIova(space.name(), bell.iova()),
                space.name(),
                "d" + domain.number(),
                bell.iova().first().hex(),
                bell.iova().size().human(),
                bell.page().hex(),
                bell.controller(),
                Integer.toString(bell.users()));
    }
}
