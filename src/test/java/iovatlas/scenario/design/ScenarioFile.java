package iovatlas.scenario.design;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.doorbell.design.DoorbellDesigns;
import iovatlas.scenario.Timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The reviewer scenarios among the samples.
record ScenarioFile(Path path) {
    private static final Path FOLDER = Path.of("sample-topologies", "scenarios");
    private static final DoorbellDesigns DESIGNS = DoorbellDesigns.standard();

    static List<ScenarioFile> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(ScenarioFile::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The scenario whose file begins with `s01-` and the like.
    static ScenarioFile of(String number) {
        return all().stream()
                .filter(file -> file.path().getFileName().toString().startsWith(number + "-"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no scenario " + number));
    }

    Atlas atlas() {
        try {
            return DocumentReader.read(Files.readString(path)).atlas();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param kernel the release, empty for the document's own
    DesignRun run(String design, String kernel) {
        Atlas atlas = atlas();
        if (!kernel.isEmpty()) {
            atlas =
                    atlas.withBoot(
                            atlas.boot().withRelease(Fact.given(KernelRelease.parse(kernel))));
        }
        Timeline timeline = atlas.run();
        return DesignEvaluation.of(DESIGNS, timeline)
                .run(DESIGNS.find(design).orElseThrow(() -> new AssertionError(design)));
    }
}
