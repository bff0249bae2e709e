package iovatlas.table;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.iova.Collision;
import iovatlas.diagram.iova.IovaMapDiagram;
import iovatlas.diagram.iova.IovaMapModel;
import iovatlas.diagram.iova.IovaMapOptions;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.scenario.DomainView;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tables of what the IOVA maps show besides mappings.
final class IovaTables {
    private static final int MOST_HOLES = 1000;

    private IovaTables() {}

    /// What is neither mapped nor reserved in any domain of a space, largest first.
    static FactTable holes(TableSource now) {
        List<FactTable.Row> rows = new ArrayList<>();
        for (SpaceView space : now.state().spaces()) {
            holes(space).stream()
                    .sorted(Comparator.comparing(AddressRange<Iova>::size).reversed())
                    .limit(MOST_HOLES)
                    .forEach(hole ->
                            rows.add(
                                    FactTable.Row.of(
                                            new ElementId.OfIova(space.name(), hole),
                                            space.name(),
                                            hole.first().hex(),
                                            hole.last().hex(),
                                            hole.size().human())));
        }
        return new FactTable(List.of("Space", "First", "Last", "Size"), rows);
    }

    private static List<AddressRange<Iova>> holes(SpaceView space) {
        if (space.domains().isEmpty()) {
            return List.of();
        }
        List<AddressRange<Iova>> left = List.of(AddressRange.all(Iova.ZERO));
        for (DomainView domain : space.domains()) {
            AddressRange<Iova> aperture = domain.aperture();
            left = left.stream().flatMap(r -> r.intersection(aperture).stream()).toList();
            for (ReservedRegion region : domain.reserved()) {
                if (region.type().excludesMappings()) {
                    left = left.stream().flatMap(r -> r.minus(region.range()).stream()).toList();
                }
            }
        }
        return left.stream().flatMap(range -> space.mappings().holes(range).stream()).toList();
    }

    /// Who wants the same addresses, what is answered, and what that means.
    static FactTable collisions(TableSource now) {
        List<FactTable.Row> rows = new ArrayList<>();
        for (IovaMapModel model :
                IovaMapDiagram.models(
                        now.atlas(), now.timeline(), now.step(), IovaMapOptions.PLAIN)) {
            model.collisions().forEach(collision -> rows.add(row(model, collision)));
        }
        return new FactTable(
                List.of(
                        "Space",
                        "First",
                        "Last",
                        "Size",
                        "Owner",
                        "Other owner",
                        "How it ends",
                        "Answer",
                        "Consequence",
                        "Step"),
                rows);
    }

    private static FactTable.Row row(IovaMapModel model, Collision collision) {
        String space = model.element() instanceof ElementId.OfSpace(String name) ? name : "";
        return FactTable.Row.of(
                collision.element(),
                space,
                collision.range().first().hex(),
                collision.range().last().hex(),
                collision.range().size().human(),
                collision.first(),
                collision.second(),
                collision.kind().word(),
                collision.answer(),
                collision.consequence(),
                Integer.toString(collision.step()));
    }
}
