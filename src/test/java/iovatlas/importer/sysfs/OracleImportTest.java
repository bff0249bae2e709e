package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.observation.Note;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.PciFunction;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// Nothing that a recorded machine shows is lost: every function, group and region.
class OracleImportTest {

    @Test
    void keepsEverythingThatTheBundledMachinesShow() throws IOException, ImportFailure {
        check(RecordedMachines.folders(RecordedMachines.BUNDLED));
    }

    @Test
    void keepsEverythingThatAllRecordedMachinesShow() throws IOException, ImportFailure {
        assumeTrue(
                Files.isDirectory(RecordedMachines.ALL),
                "the recorded machines are not beside the project");
        check(RecordedMachines.everyFolder());
    }

    private static void check(List<Path> folders) throws IOException, ImportFailure {
        SoftAssertions all = new SoftAssertions();
        for (Path folder : folders) {
            String name = String.valueOf(folder.getFileName());
            Path snapshot = folder.resolve("snapshot.tar.gz");
            Atlas boot = RecordedMachines.open(snapshot, List.of());
            all.assertThat(RecordedFacts.groups(boot.observation()))
                    .as(name)
                    .isEqualTo(RecordedFacts.groups(folder.resolve("groups.json")));
            List<String> without = iommuFunctions(boot);
            all.assertThat(
                            others(
                                    RecordedFacts.functions(boot.topology(), boot.observation()),
                                    without))
                    .as(name)
                    .isEqualTo(
                            others(RecordedFacts.functions(folder.resolve("msi.json")), without));
            all.assertThat(forcedControls(boot))
                    .as(name + ": the model sets the ACS control words itself")
                    .isEmpty();
            all.assertThat(boot.observation().notes())
                    .as(name)
                    .noneMatch(note -> note.severity() == Note.Severity.WARNING);
            Path later = folder.resolve("vfio-state.tar.gz");
            if (Files.exists(later) && Files.exists(folder.resolve("groups-vfio.json"))) {
                Atlas bound = RecordedMachines.open(snapshot, List.of(later));
                all.assertThat(RecordedFacts.groups(bound.observation()))
                        .as(name + " with overlay")
                        .isEqualTo(RecordedFacts.groups(folder.resolve("groups-vfio.json")));
            }
        }
        all.assertAll();
        assertThat(folders).isNotEmpty();
    }

    /// The AMD IOMMU's own function has two MSI capabilities; Linux uses the first, the program that
    /// recorded `msi.json` read the second.
    private static List<String> iommuFunctions(Atlas atlas) {
        return atlas.topology().functions().stream()
                .filter(f -> f.identity().baseAndSubClass() == 0x0806)
                .map(f -> f.at().toString())
                .toList();
    }

    private static List<String> others(List<String> lines, List<String> without) {
        return lines.stream().filter(l -> without.stream().noneMatch(l::startsWith)).toList();
    }

    private static List<PciFunction> forcedControls(Atlas atlas) {
        return atlas.topology().functions().stream()
                .filter(f -> {
                    AcsCapability acs = f.capabilities().acs();
                    return acs != null && Objects.nonNull(acs.control());
                })
                .toList();
    }
}
