package iovatlas.scenario.replay;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.scenario.KernelState;
import iovatlas.task.Progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A machine of the recordings, booted with the drivers that it had when VFIO was used.
record RecordedMachine(KernelState boot) {

    /// The recordings that are part of the project.
    static Path ownFolder() {
        return Path.of(System.getProperty("user.dir"), "src/test/resources/oracle");
    }

    /// Where all recordings are when they are there.
    static Path sharedFolder() {
        return Path.of(System.getProperty("user.dir")).resolve("../shared/oracle").normalize();
    }

    /// The machines below a folder of machines; none when the folder is not there.
    static List<Path> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.filter(Files::isDirectory).sorted().toList();
        }
    }

    static List<Path> files(Path machine, String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var list = Files.newDirectoryStream(machine, glob)) {
            list.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    /// The machine's and the file's name.
    static String where(Path file) {
        int names = file.getNameCount();
        return file.subpath(Math.max(0, names - 2), names).toString();
    }

    static RecordedMachine read(Path folder) throws ImportFailure {
        Path later = folder.resolve("vfio-state.tar.gz");
        Atlas atlas =
                Inputs.open(
                                folder.resolve("snapshot.tar.gz"),
                                Files.exists(later) ? List.of(later) : List.of(),
                                Progress.NONE)
                        .atlas();
        return new RecordedMachine(atlas.withSteps(List.of()).run().state(0));
    }
}
