package iovatlas.importer.sysfs;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.task.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where the recorded machines are: a few in the project, all of them beside it.
final class RecordedMachines {

    static final Path BUNDLED = Path.of("src", "test", "resources", "oracle", "topologies");
    static final Path ALL =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("oracle");

    private RecordedMachines() {}

    static Atlas open(String slug) throws ImportFailure {
        return open(BUNDLED.resolve(slug).resolve("snapshot.tar.gz"), List.of());
    }

    static Atlas open(Path snapshot, List<Path> later) throws ImportFailure {
        return Inputs.open(snapshot, later, Progress.NONE).atlas();
    }

    /// The folders of all recorded machines beside the project.
    static List<Path> everyFolder() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String kind : List.of("topologies", "ops")) {
            all.addAll(folders(ALL.resolve(kind)));
        }
        return all;
    }

    /// The machine folders below a folder, by name.
    static List<Path> folders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(f -> Files.exists(f.resolve("snapshot.tar.gz")))
                    .sorted()
                    .toList();
        }
    }
}
