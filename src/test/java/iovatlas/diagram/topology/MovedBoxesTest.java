package iovatlas.diagram.topology;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Layout;
import iovatlas.atlas.Layout.Spot;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.diagram.layout.Area;
import iovatlas.diagram.layout.TreeGaps;
import iovatlas.topology.ElementId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Wherever boxes are moved to, the picture stays true.
class MovedBoxesTest {

    private static Layout anywhere(MachinePicture picture, long seed) {
        Random random = new Random(seed);
        Map<ElementId, Spot> spots = new HashMap<>();
        nodes(picture.roots(), new ArrayList<>()).stream()
                .filter(node -> Layout.hasBox(node.element()) && random.nextInt(3) == 0)
                .forEach(node -> spots.put(node.element(), spot(random)));
        picture.iommus().forEach(part -> spots.put(part.element(), spot(random)));
        return new Layout(spots);
    }

    private static Spot spot(Random random) {
        return new Spot(random.nextInt(1400) - 100, random.nextInt(900) - 100);
    }

    private static List<MachineNode> nodes(List<MachineNode> roots, List<MachineNode> into) {
        for (MachineNode node : roots) {
            into.add(node);
            nodes(node.children(), into);
        }
        return into;
    }

    private static Area area(Shape.Box box) {
        return new Area(box.x(), box.y(), box.width(), box.height());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyFunctionIsInAHullOfItsGroupAndNoHullOfSeveralHoldsAnother(long seed) {
        MachinePicture picture = DemoMachines.random(seed, 24);
        Layout layout = anywhere(picture, seed);
        Drawing drawing = ColumnsPicture.draw(picture, layout, DrawingStyle.pixels());
        Map<ElementId, Area> boxes = new HashMap<>();
        List<Shape.Box> hulls = new ArrayList<>();
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Shape.Box box && box.element() instanceof ElementId.OfGroup) {
                hulls.add(box);
            } else if (shape instanceof Shape.Box box && box.element() != null) {
                boxes.putIfAbsent(box.element(), area(box));
            }
        }
        List<MachineNode> nodes = nodes(picture.roots(), new ArrayList<>());
        for (Shape.Box hull : hulls) {
            List<MachineNode> inside =
                    nodes.stream().filter(n -> area(hull).overlaps(box(boxes, n))).toList();
            long members = inside.stream().filter(n -> isMember(n, hull)).count();
            assertThat(members).isPositive();
            boolean single =
                    inside.stream().anyMatch(n -> around(box(boxes, n)).equals(area(hull)));
            assertThat(single || members == inside.size()).as(hull.tip()).isTrue();
        }
        for (MachineNode node : nodes) {
            assertThat(hulls)
                    .filteredOn(hull -> isMember(node, hull))
                    .filteredOn(hull -> area(hull).contains(box(boxes, node)))
                    .as(node.address())
                    .hasSize(node.group() == null ? 0 : 1);
        }
    }

    private static Area box(Map<ElementId, Area> boxes, MachineNode node) {
        return Objects.requireNonNull(boxes.get(node.element()));
    }

    /// The hull of one box alone. It may come to lie over what somebody put there.
    private static Area around(Area box) {
        TreeGaps gaps = ColumnsPicture.GAPS;
        return box.grown(gaps.frameSide(), gaps.frameTop(), gaps.frameSide(), gaps.frameBottom());
    }

    private static boolean isMember(MachineNode node, Shape.Box hull) {
        return node.group() != null && new ElementId.OfGroup(node.group()).equals(hull.element());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everythingLiesInsideTheDrawingAndTheSameMovesGiveTheSameDrawing(long seed) {
        MachinePicture picture = DemoMachines.random(seed, 24);
        Layout layout = anywhere(picture, seed);
        Drawing drawing = ColumnsPicture.draw(picture, layout, DrawingStyle.pixels());
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Shape.Box box) {
                assertThat(box.x()).isNotNegative();
                assertThat(box.y()).isNotNegative();
                assertThat(box.x() + box.width()).isLessThanOrEqualTo(drawing.width());
                assertThat(box.y() + box.height()).isLessThanOrEqualTo(drawing.height());
            }
        }
        assertThat(ColumnsPicture.draw(picture, layout, DrawingStyle.pixels())).isEqualTo(drawing);
        assertThat(TopologyDiagram.draw(picture, layout, DrawingStyle.cells(72)))
                .isEqualTo(TopologyDiagram.draw(picture, DrawingStyle.cells(72)));
    }
}
