package iovatlas.ui.window;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.ui.canvas.DrawingView;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Each sample is a slide: in a window of 1280 by 800 that nobody has touched its machine and its
/// problems are there whole, and the text can be read.
@Tag("robot")
class SamplesFitTest {
    private static final Path SAMPLES = Path.of("sample-topologies");

    /// Small print of 11 pixels still has 6.6.
    private static final double LEAST_SCALE = 0.6;

    @TempDir private Path folder;

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void itsMachineIsShownWhole(Path sample) {
        try (TestWindow test = TestWindow.open(folder, 1280, 800, sample)) {
            DrawingView view = (DrawingView) test.find("#topology");
            FxThread.waitUntil("it is drawn", () -> view.drawing().shapes().size() > 10);
            test.settle();
            FxThread.waitUntil(
                    "all of it is in view",
                    () -> isWhole(view) && view.transform().scale() >= LEAST_SCALE);
            assertThat(test.faults).isEmpty();
        }
    }

    private static boolean isWhole(DrawingView view) {
        var transform = view.transform();
        return transform.pixelX(0) >= 0
                && transform.pixelY(0) >= 0
                && transform.pixelX(view.drawing().width()) <= view.getWidth() + 1
                && transform.pixelY(view.drawing().height()) <= view.getHeight() + 1;
    }
}
