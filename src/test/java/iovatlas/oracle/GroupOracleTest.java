package iovatlas.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.Opened;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.task.Progress;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every group, reserved region and type of every recorded machine.
class GroupOracleTest {

    private static final Path SHARED =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("oracle");

    @Test
    void groupsAtBootAreThoseOfTheKernel() throws IOException, ImportFailure {
        assumeTrue(Files.isDirectory(SHARED), "the recorded machines are not beside the project");
        List<String> differences = new ArrayList<>();
        for (Path folder : cases()) {
            RecordedGroups recorded = RecordedGroups.read(folder.resolve("groups.json"));
            GroupTable table = boot(folder.resolve("snapshot.tar.gz"), List.of());
            compare(folder, table, recorded, differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void groupsAfterTheBindsAreThoseOfTheKernel() throws IOException, ImportFailure {
        assumeTrue(Files.isDirectory(SHARED), "the recorded machines are not beside the project");
        List<String> differences = new ArrayList<>();
        for (Path folder : cases()) {
            Path later = folder.resolve("vfio-state.tar.gz");
            Path groups = folder.resolve("groups-vfio.json");
            if (Files.exists(later) && Files.exists(groups)) {
                GroupTable table = boot(folder.resolve("snapshot.tar.gz"), List.of(later));
                compare(folder, table, RecordedGroups.read(groups), differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static GroupTable boot(Path snapshot, List<Path> later) throws ImportFailure {
        Opened opened = Inputs.open(snapshot, later, Progress.NONE);
        return Grouping.boot(
                opened.atlas().topology(), opened.atlas().boot(), opened.atlas().observation());
    }

    private static void compare(
            Path folder, GroupTable table, RecordedGroups recorded, List<String> differences) {
        GroupComparison comparison = GroupComparison.of(table, recorded);
        comparison
                .differences()
                .forEach(text -> differences.add(folder.getFileName() + ": " + text));
        if (comparison.otherNumbers() > 0) {
            differences.add(folder.getFileName() + ": other numbers");
        }
    }

    private static List<Path> cases() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String kind : List.of("topologies", "ops")) {
            try (Stream<Path> folders = Files.list(SHARED.resolve(kind))) {
                folders.filter(f -> Files.exists(f.resolve("groups.json")))
                        .sorted()
                        .forEach(all::add);
            }
        }
        return all;
    }
}
