package iovatlas.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape;
import iovatlas.topology.ElementId;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

import java.util.List;

final class ViewTransformTest {

    private static Drawing drawing(double width, double height) {
        return new Drawing("a", "b", width, height, List.of());
    }

    @Test
    void showsASmallDrawingInTheMiddleAtItsOwnSize() {
        assertThat(ViewTransform.fit(drawing(100, 50), 300, 150))
                .isEqualTo(new ViewTransform(1, 100, 50));
    }

    @Test
    void shrinksALargeDrawingUntilAllOfItIsInView() {
        ViewTransform view = ViewTransform.fit(drawing(1000, 4000), 500, 400);

        assertThat(view.scale()).isEqualTo(0.1);
        assertThat(view.offsetX()).isEqualTo(200);
        assertThat(view.offsetY()).isZero();
    }

    @Test
    void keepsTextReadableAndLetsTheRestLieBeyondTheEdge() {
        ViewTransform view =
                ViewTransform.fit(drawing(1000, 4000), 500, 400, ViewTransform.LEGIBLE, 1);

        assertThat(view).isEqualTo(new ViewTransform(ViewTransform.LEGIBLE, 0, 0));
    }

    @Test
    void keepsTheUnitUnderThePointerWhileZooming() {
        ViewTransform view = new ViewTransform(1, 30, -20);

        ViewTransform closer = view.zoomedBy(1.7, 210, 95);

        assertThat(closer.unitX(210)).isCloseTo(view.unitX(210), within(1e-9));
        assertThat(closer.unitY(95)).isCloseTo(view.unitY(95), within(1e-9));
    }

    @Test
    void neverZoomsBeyondItsLimits() {
        assertThat(ViewTransform.IDENTITY.zoomedBy(1e9, 0, 0).scale())
                .isEqualTo(ViewTransform.LARGEST);
        assertThat(ViewTransform.IDENTITY.zoomedBy(1e-9, 0, 0).scale())
                .isEqualTo(ViewTransform.SMALLEST);
    }

    @Test
    void marksTheEdgesOnlyWhenSomethingLiesBeyondThem() {
        assertThat(ScrollMarks.thumb(10, 100, 200)).isEmpty();
        assertThat(ScrollMarks.thumb(0, 400, 200)).containsExactly(0, 100);
        assertThat(ScrollMarks.thumb(-200, 400, 200)).containsExactly(100, 100);
    }

    @Test
    void findsTheTopmostMarkUnderAPoint() {
        ElementId below = new ElementId.OfFunction(PciAddress.parse("00:01.0"));
        ElementId above = new ElementId.OfGroup(3);
        Drawing drawing =
                new Drawing(
                        "a", "b", 100, 100, List.of(box(0, 0, 100, below), box(20, 20, 10, above)));

        assertThat(HitTest.elementAt(drawing, 25, 25)).contains(above);
        assertThat(HitTest.elementAt(drawing, 5, 5)).contains(below);
        assertThat(HitTest.elementAt(drawing, 150, 5)).isEmpty();
    }

    private static Shape.Box box(double x, double y, double size, ElementId element) {
        return new Shape.Box(
                x,
                y,
                size,
                size,
                0,
                Ink.SURFACE,
                Pattern.SOLID,
                Ink.OUTLINE,
                1,
                false,
                element,
                "");
    }
}
