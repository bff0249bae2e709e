package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.importer.sysfs.tree.TarBytes;
import iovatlas.task.Progress;
import iovatlas.topology.IdMap;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Captures and firmware tables of real machines that others published.
class RealDataTest {

    private static final Path DATA =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("real-data");

    private static void assumeData() {
        assumeTrue(Files.isDirectory(DATA), "the published data are not beside the project");
    }

    private static List<Path> files(String nameEnd) throws IOException {
        try (Stream<Path> all = Files.walk(DATA)) {
            return all.filter(f -> f.toString().endsWith(nameEnd)).sorted().toList();
        }
    }

    private static Atlas open(Path path) throws ImportFailure {
        return Inputs.open(path, List.of(), Progress.NONE).atlas();
    }

    @Test
    void opensEveryCapture() throws IOException, ImportFailure {
        assumeData();
        for (Path capture : files(".tar.bz2")) {
            Atlas atlas = open(capture);
            assertThat(atlas.topology().functions()).as(capture.toString()).isNotEmpty();
            assertThat(atlas.observation().functions()).hasSameSizeAs(atlas.topology().functions());
        }
        assertThat(open(DATA.resolve("machines/ghw-snapshot-intel/sysfs-snapshot.tar.gz")))
                .satisfies(ghw -> {
                    assertThat(ghw.topology().functions()).hasSize(23);
                    assertThat(ghw.observation().groups()).hasSize(15);
                });
    }

    @Test
    void readsEveryFirmwareTable() throws IOException, ImportFailure {
        assumeData();
        for (Path table : files(".dat")) {
            String name =
                    String.valueOf(table.getFileName()).toUpperCase(Locale.ROOT).split("\\W", 2)[0];
            byte[] machine =
                    new TarBytes()
                            .file("proc/version", MachineFiles.X86)
                            .file(
                                    "sys/devices/pci0000:00/0000:00:02.0/config",
                                    MachineFiles.endpoint(0x030000).bytes())
                            .file("sys/firmware/acpi/tables/" + name, Files.readAllBytes(table))
                            .finished();
            Atlas atlas =
                    Inputs.open(
                                    Path.of("-"),
                                    List.of(),
                                    new ByteArrayInputStream(machine),
                                    Progress.NONE)
                            .atlas();
            boolean iommuTable = name.matches("DMAR|IVRS");
            assertThat(atlas.topology().idMaps().stream())
                    .as(table.toString())
                    .filteredOn(map -> map.role() == IdMap.Role.IOMMU)
                    .matches(maps -> !iommuTable || !maps.isEmpty());
        }
    }
}
