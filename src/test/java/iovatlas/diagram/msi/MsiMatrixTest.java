package iovatlas.diagram.msi;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Shape;
import iovatlas.export.text.TextWriter;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.topology.ElementId;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

class MsiMatrixTest {

    private final MsiMatrix matrix = MatrixReader.read(ManyVectors.state(), null);

    private static List<Integer> drawn(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Text.class::isInstance)
                .map(Shape::element)
                .filter(ElementId.OfVector.class::isInstance)
                .map(element -> ((ElementId.OfVector) element).vector())
                .sorted()
                .toList();
    }

    @Test
    void everyVectorStandsUnderTheVcpuThatTakesIt() {
        MsiMatrix.Table table = matrix.tables().getFirst();
        assertThat(table.owner()).isEqualTo("guest vm0");
        assertThat(table.columns().subList(0, ManyVectors.VCPUS))
                .extracting(MsiMatrix.Column::heading)
                .containsExactly(
                        "vCPU0", "vCPU1", "vCPU2", "vCPU3", "vCPU4", "vCPU5", "vCPU6", "vCPU7");
        assertThat(table.rows().getFirst().cells().get(3))
                .extracting(MsiMatrix.Mark::vector)
                .containsExactly(3, 11, 19, 27, 35, 43, 51, 59);
        assertThat(matrix.count()).isEqualTo(ManyVectors.VECTORS);
    }

    @Test
    void vectorThatDoesNotArriveHasAColumnOfItsOwn() {
        MsiMatrix.Table table = matrix.tables().getFirst();
        assertThat(table.columns().getLast().verdict()).isEqualTo(Verdict.LOST);
        assertThat(table.columns().getLast().heading()).isEqualTo("lost at the guest's controller");
        assertThat(table.rows().getFirst().cells().getLast())
                .extracting(MsiMatrix.Mark::vector)
                .containsExactly(63);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 72, 120})
    void textHoldsEveryVectorOnceWithinItsWidth(int columns) {
        Drawing drawing =
                MsiMatrixDiagram.draw(matrix, DrawingStyle.cells(columns).withCaption(), null);
        assertThat(drawn(drawing))
                .isEqualTo(IntStream.range(0, ManyVectors.VECTORS).boxed().toList());
        String text = TextWriter.write(drawing, columns);
        assertThat(text.lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(text).contains("vCPU7").contains("64 of 129");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 900, 3000})
    void pictureKeepsToItsWidth(int width) {
        Drawing drawing =
                MsiMatrixDiagram.draw(
                        matrix, DrawingStyle.pixels(width, Double.POSITIVE_INFINITY), null);
        assertThat(drawing.width()).isLessThanOrEqualTo(width);
        assertThat(drawn(drawing)).hasSize(ManyVectors.VECTORS);
    }

    @Test
    void selectedVectorIsLit() {
        ElementId selected = new ElementId.OfVector(DemoPaths.NIC, 11);
        Drawing drawing = MsiMatrixDiagram.draw(matrix, DrawingStyle.pixels(), selected);
        assertThat(drawing.shapes())
                .filteredOn(Shape.Box.class::isInstance)
                .filteredOn(shape -> ((Shape.Box) shape).stroke() == Ink.ACCENT)
                .extracting(Shape::element)
                .containsExactly(selected);
    }

    @Test
    void machineWithoutVectorsSaysSo() {
        MsiMatrix none = new MsiMatrix("MSI matrix", List.of());
        Drawing drawing = MsiMatrixDiagram.draw(none, DrawingStyle.cells(72), null);
        assertThat(TextWriter.write(drawing, 72)).contains("No vector is set up");
    }
}
