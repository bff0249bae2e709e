package iovatlas.ui.editor;

import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IovaSpace;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;
import iovatlas.ui.canvas.HitTest;
import iovatlas.ui.session.Computed;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Moves boxes of the drawing by hand. What hangs below a box goes along, also what had a place of
/// its own; a hull stands for the members of its group, a container for its owner.
///
/// @param now the machine as it is drawn
/// @param drawing as the pane shows it, without a caption
/// @param layout the places so far
record HandMoves(Computed now, Drawing drawing, Layout layout) {
    private static final double ORIGIN = DrawingStyle.pixels().margin();

    /// The boxes that are meant by a selection.
    Map<ElementId, Area> boxes(Collection<ElementId> selection) {
        Map<ElementId, Area> boxes = new LinkedHashMap<>();
        selection.stream()
                .flatMap(this::meant)
                .forEach(id -> box(id).ifPresent(area -> boxes.put(id, area)));
        return boxes;
    }

    /// The places after everything that is selected moved by as many units of the drawing.
    Layout moved(Collection<ElementId> selection, double dx, double dy) {
        Map<ElementId, Area> boxes = boxes(selection);
        boxes.replaceAll((_, area) -> area.movedBy(dx, dy));
        return placed(boxes);
    }

    /// The places after some boxes were brought into line.
    Layout aligned(Collection<ElementId> selection, Alignment how) {
        return placed(how.of(boxes(selection)));
    }

    /// Boxes that would leave the drawing at its upper left stop together, so that they keep their
    /// places to each other.
    private Layout placed(Map<ElementId, Area> wished) {
        double right = 0;
        double down = 0;
        for (Map.Entry<ElementId, Area> entry : wished.entrySet()) {
            Spot least = TopologyDiagram.leastSpot(isGrouped(entry.getKey()));
            right = Math.max(right, ORIGIN + least.x() - entry.getValue().x());
            down = Math.max(down, ORIGIN + least.y() - entry.getValue().y());
        }
        Map<ElementId, Area> to = new LinkedHashMap<>();
        double dx = right;
        double dy = down;
        wished.forEach((id, area) -> to.put(id, area.movedBy(dx, dy)));
        Map<ElementId, Spot> spots = new HashMap<>();
        layout.spots()
                .forEach((id, spot) ->
                        carrier(id, to).ifPresent(by -> spots.put(id, with(spot, by, to))));
        to.forEach((id, area) -> spots.put(id, new Spot(area.x() - ORIGIN, area.y() - ORIGIN)));
        return layout.with(spots);
    }

    private boolean isGrouped(ElementId id) {
        GroupTable groups = now.state().groups();
        return (id instanceof ElementId.OfFunction(PciAddress at) && groups.groupOf(at).isPresent())
                || (id instanceof ElementId.OfPlatformDevice(String name)
                        && groups.groupOfDevice(name).isPresent());
    }

    private Spot with(Spot spot, ElementId carrier, Map<ElementId, Area> to) {
        Area before = box(carrier).orElseThrow();
        Area after = to.getOrDefault(carrier, before);
        return new Spot(
                Math.max(0, spot.x() + after.x() - before.x()),
                Math.max(0, spot.y() + after.y() - before.y()));
    }

    /// The nearest thing above that moves.
    private Optional<ElementId> carrier(ElementId id, Map<ElementId, Area> moving) {
        if (!(id instanceof ElementId.OfFunction(PciAddress at))) {
            return Optional.empty();
        }
        GroupTable groups = now.state().groups();
        for (Optional<PciFunction> up = groups.tree().bridgeAbove(at);
                up.isPresent();
                up = groups.tree().bridgeAbove(up.get().at())) {
            ElementId bridge = new ElementId.OfFunction(up.get().at());
            if (moving.containsKey(bridge)) {
                return Optional.of(bridge);
            }
        }
        return now.state().topology().hostBridges().stream()
                .filter(host -> host.segment() == at.segment())
                .filter(host -> host.buses().contains(at.bus()))
                .<ElementId>map(HandMoves::id)
                .filter(moving::containsKey)
                .findFirst();
    }

    private static ElementId id(HostBridge host) {
        return new ElementId.OfHostBridge(host.segment(), host.rootBus());
    }

    private Stream<ElementId> meant(ElementId id) {
        return switch (id) {
            case ElementId.OfGroup(int number) -> members(number);
            case ElementId.OfSpace(String space) -> Stream.of(owner(space));
            case ElementId.OfDomain(String space, int _) -> Stream.of(owner(space));
            case ElementId.OfHostBridge _,
                    ElementId.OfFunction _,
                    ElementId.OfPlatformDevice _,
                    ElementId.OfMediatedDevice _,
                    ElementId.OfIommu _,
                    ElementId.OfMsiController _,
                    ElementId.OfOwner _ ->
                    Stream.of(id);
            case ElementId.OfMemory _,
                    ElementId.OfIova _,
                    ElementId.OfStep _,
                    ElementId.OfVector _,
                    ElementId.OfHop _,
                    ElementId.OfDocument _ ->
                    Stream.empty();
        };
    }

    private Stream<ElementId> members(int group) {
        return now.state().groups().groups().stream()
                .filter(g -> g.number() == group)
                .flatMap(g ->
                        Stream.concat(
                                g.members().stream().<ElementId>map(ElementId.OfFunction::new),
                                g.otherMembers().stream()
                                        .<ElementId>map(ElementId.OfPlatformDevice::new)));
    }

    /// Spaces that nobody owns stand in one block, that of the first of them.
    private ElementId owner(String space) {
        Topology topology = now.state().topology();
        return topology.space(space)
                .flatMap(s -> owned(topology, s))
                .<ElementId>map(ElementId.OfOwner::new)
                .or(() ->
                        topology.spaces().stream()
                                .filter(s -> owned(topology, s).isEmpty())
                                .findFirst()
                                .map(s -> new ElementId.OfSpace(s.name())))
                .orElse(new ElementId.OfSpace(space));
    }

    private static Optional<String> owned(Topology topology, IovaSpace space) {
        return Optional.ofNullable(space.owner()).filter(name -> topology.owner(name).isPresent());
    }

    private Optional<Area> box(ElementId id) {
        return HitTest.boxOf(drawing, id).map(HandMoves::area);
    }

    private static Area area(Shape.Box box) {
        return new Area(box.x(), box.y(), box.width(), box.height());
    }
}
