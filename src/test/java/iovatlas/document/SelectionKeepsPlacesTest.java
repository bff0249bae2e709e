package iovatlas.document;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.Shape;
import iovatlas.diagram.topology.TopologyDiagram;
import iovatlas.diagram.topology.TopologyOptions;
import iovatlas.scenario.Timeline;
import iovatlas.topology.ElementId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Whatever is selected, every box of a machine's picture stays where it is and as large as it is.
class SelectionKeepsPlacesTest {

    private static List<Path> samples() {
        return SampleFiles.all();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void selectingAnythingMovesNoBox(Path file) {
        Atlas atlas = DocumentReader.read(SampleFiles.text(file)).atlas();
        Timeline timeline = atlas.run();
        Drawing plain = draw(atlas, timeline, TopologyOptions.PLAIN);
        List<List<Double>> places = places(plain);
        for (ElementId element : elements(plain)) {
            Drawing lit = draw(atlas, timeline, TopologyOptions.PLAIN.withSelection(element));
            assertThat(places(lit)).as("%s selected", element).isEqualTo(places);
        }
    }

    private static Drawing draw(Atlas atlas, Timeline timeline, TopologyOptions options) {
        return TopologyDiagram.draw(
                atlas, timeline, timeline.length(), options, DrawingStyle.pixels());
    }

    private static Set<ElementId> elements(Drawing drawing) {
        Set<ElementId> elements = new LinkedHashSet<>();
        drawing.shapes().stream()
                .flatMap(shape -> Stream.ofNullable(shape.element()))
                .forEach(elements::add);
        return elements;
    }

    private static List<List<Double>> places(Drawing drawing) {
        return drawing.shapes().stream()
                .filter(Shape.Box.class::isInstance)
                .map(Shape.Box.class::cast)
                .filter(box -> box.element() != null)
                .map(box -> List.of(box.x(), box.y(), box.width(), box.height()))
                .toList();
    }
}
