package iovatlas.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.diagram.layout.Area;
import iovatlas.topology.ElementId;

import org.junit.jupiter.api.Test;

import java.util.Set;

class CropTest {

    private static final ElementId NEAR = new ElementId.OfGroup(1);
    private static final ElementId FAR = new ElementId.OfGroup(2);

    private final Drawing drawing = drawing();

    private static Drawing drawing() {
        Sheet sheet = new Sheet(DrawingStyle.pixels());
        sheet.box(new Area(100, 50, 40, 20), Look.NODE, NEAR, "");
        sheet.box(new Area(300, 200, 40, 20), Look.NODE, FAR, "");
        sheet.text(110, 55, "near", FontRole.SMALL, Ink.TEXT, NEAR);
        sheet.text(310, 205, "far", FontRole.SMALL, Ink.TEXT, FAR);
        return sheet.finish("Two", "", 400, 300);
    }

    @Test
    void keepsWhatLiesAroundAnElement() {
        Crop crop = Crop.around(drawing, Set.of(NEAR), 10).orElseThrow();
        assertThat(crop).isEqualTo(new Crop(90, 40, 60, 40));
        Drawing part = crop.of(drawing);
        assertThat(part.width()).isEqualTo(60);
        assertThat(part.shapes()).hasSize(2);
        assertThat(part.shapes().getFirst())
                .isInstanceOfSatisfying(
                        Shape.Box.class,
                        box -> {
                            assertThat(box.x()).isEqualTo(10);
                            assertThat(box.y()).isEqualTo(10);
                        });
    }

    @Test
    void neverReachesBeyondTheDrawing() {
        assertThat(Crop.around(drawing, Set.of(NEAR, FAR), 1000))
                .contains(new Crop(0, 0, 400, 300));
    }

    @Test
    void findsNothingAroundWhatIsNotDrawn() {
        assertThat(Crop.around(drawing, Set.of(new ElementId.OfGroup(3)), 10)).isEmpty();
    }

    @Test
    void refusesAPartWithoutRoom() {
        assertThatThrownBy(() -> new Crop(0, 0, 0, 5)).hasMessageContaining("above 0");
        assertThatThrownBy(() -> new Crop(0, 0, 5, Double.NaN)).hasMessageContaining("above 0");
    }
}
