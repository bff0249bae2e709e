package iovatlas.diagram.legend;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Sheet;
import iovatlas.diagram.iova.IovaItem;
import iovatlas.diagram.iova.ItemLook;
import iovatlas.diagram.layout.Area;

import org.junit.jupiter.api.Test;

import java.util.List;

class LegendTest {

    private static Drawing with(DrawingStyle style, IovaItem.Kind... kinds) {
        Sheet sheet = new Sheet(style);
        for (IovaItem.Kind kind : kinds) {
            sheet.box(new Area(0, 0, 50, 20), ItemLook.of(kind).box(), null, "");
        }
        return sheet.finish("x", "", 100, 100);
    }

    private static List<String> texts(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Text.class::isInstance)
                .map(shape -> ((Shape.Text) shape).text())
                .toList();
    }

    @Test
    void explainsOnlyWhatIsShown() {
        DrawingStyle style = DrawingStyle.pixels();
        Drawing legend =
                Legend.of(List.of(with(style, IovaItem.Kind.SW_MSI)), style, 500).orElseThrow();
        assertThat(texts(legend))
                .containsExactly("Legend", "S", "software MSI, kept for doorbells");
    }

    @Test
    void knowsEveryKindOfItemInAMap() {
        DrawingStyle style = DrawingStyle.pixels();
        for (IovaItem.Kind kind : IovaItem.Kind.values()) {
            assertThat(Legend.of(List.of(with(style, kind)), style, 500))
                    .as("%s", kind)
                    .isPresent();
        }
    }

    @Test
    void saysNothingAboutAnEmptyDrawing() {
        DrawingStyle style = DrawingStyle.pixels();
        assertThat(Legend.of(List.of(with(style)), style, 500)).isEmpty();
    }

    @Test
    void staysInsideTheColumnsOfAText() {
        DrawingStyle style = DrawingStyle.cells(72);
        Drawing legend =
                Legend.of(List.of(with(style, IovaItem.Kind.values())), style, 72).orElseThrow();
        assertThat(texts(legend)).contains("[S]", "software MSI, kept for doorbells");
        assertThat(legend.width()).isLessThanOrEqualTo(72);
    }
}
