package iovatlas.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iovatlas.atlas.Atlas;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.pci.AcsWord;
import iovatlas.observation.ObservedFunction;
import iovatlas.topology.AcsCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Every group, reserved region, type and domain of every recorded machine: those beside the project
/// when they are there, a handful of small ones always.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupOracleTest {

    private static final Path SHARED =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("oracle");
    private static final Path OWN = Path.of("src", "test", "resources", "oracle");

    private final List<Recording> recordings = new ArrayList<>();

    @BeforeAll
    void read() throws IOException {
        recordings.addAll(Recording.all(Files.isDirectory(SHARED) ? SHARED : OWN));
        assumeTrue(!recordings.isEmpty(), "no recorded machines are beside the project or in it");
    }

    @Test
    void groupsAtBootAreThoseOfTheKernel() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Recording recording : recordings) {
            GroupTable table = recording.bootGroups();
            compare(recording, table, recording.recorded("groups.json"), differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void groupNumbersFollowFromRegistrationOrderAndTheDriversInTheLog() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Recording recording : recordings) {
            Atlas atlas = recording.boot();
            GroupTable table = Grouping.boot(atlas.topology(), atlas.boot());
            compare(recording, table, recording.recorded("groups.json"), differences);
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void groupsAfterTheBindsAreThoseOfTheKernel() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Recording recording : recordings) {
            Atlas bound = recording.bound();
            if (bound != null) {
                GroupTable table = Recording.groups(bound);
                compare(recording, table, recording.recorded("groups-vfio.json"), differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void bindingOneFunctionAfterTheOtherFormsTheSameGroups() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Recording recording : recordings) {
            List<PciAddress> order = recording.bindOrder();
            if (recording.bound() != null && !order.isEmpty()) {
                GroupTable table = recording.bootGroups();
                for (PciAddress at : order) {
                    table = table.bind(at, "vfio-pci");
                }
                compare(recording, table, recording.recorded("groups-vfio.json"), differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void domainsHaveThePageSizesAndTheReachOfTheKernels() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Recording recording : recordings) {
            Atlas bound = recording.bound();
            if (bound != null) {
                GroupTable table = Recording.groups(bound);
                for (JsonNode line : recording.vfioGroups()) {
                    if (line.has("info")) {
                        compareDomain(recording, table, line, differences);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void interruptsAreIsolatedWhereTheKernelSaysSo() throws IOException {
        List<String> differences = new ArrayList<>();
        for (Recording recording : recordings) {
            Atlas bound = recording.bound();
            if (bound == null) {
                continue;
            }
            GroupTable table = Recording.groups(bound);
            boolean unsafe = bound.boot().unsafeInterrupts().value();
            for (JsonNode line : recording.vfioGroups()) {
                if (line.path("set_container").stringValue("").equals("OK")) {
                    boolean allowed =
                            unsafe || table.isolatedMsi(line.path("group").intValue()).holds();
                    String answer = line.path("set_iommu_type1v2").stringValue("");
                    if (!answer.equals(allowed ? "OK" : "EPERM")) {
                        differences.add(recording.name() + ": " + line);
                    }
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void controlWordsAreThoseThatTheKernelSet() {
        List<String> differences = new ArrayList<>();
        for (Recording recording : recordings) {
            GroupTable table = chosenByTheKernel(recording.boot());
            for (ObservedFunction function : recording.boot().observation().functions()) {
                Integer control = table.acs(function.at()).map(AcsWord::control).orElse(null);
                if (!Objects.equals(control, function.acsControl())) {
                    differences.add(
                            "%s %s: computed %s, recorded %s"
                                    .formatted(
                                            recording.name(),
                                            function.at(),
                                            control,
                                            function.acsControl()));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    /// The groups when no control word is taken from the recording.
    private static GroupTable chosenByTheKernel(Atlas atlas) {
        List<PciFunction> functions = new ArrayList<>();
        for (PciFunction function : atlas.topology().functions()) {
            AcsCapability acs = function.capabilities().acs();
            functions.add(
                    acs == null
                            ? function
                            : function.withCapabilities(
                                    function.capabilities()
                                            .withAcs(AcsCapability.of(acs.capability()))));
        }
        return Recording.groups(atlas.withTopology(atlas.topology().withFunctions(functions)));
    }

    private static void compare(
            Recording recording,
            GroupTable table,
            RecordedGroups recorded,
            List<String> differences) {
        GroupComparison comparison = GroupComparison.of(table, recorded);
        comparison.differences().forEach(text -> differences.add(recording.name() + ": " + text));
        if (comparison.otherNumbers() > 0) {
            differences.add(recording.name() + ": other numbers");
        }
    }

    private static void compareDomain(
            Recording recording, GroupTable table, JsonNode line, List<String> differences) {
        IommuGroup group = table.group(line.path("group").intValue()).orElseThrow();
        DomainShape shape = table.shapeFor(group.members().getFirst()).orElseThrow();
        String computed =
                "0x%x %s %d"
                        .formatted(
                                shape.pageSizes().bitmap(),
                                FreeRanges.of(shape, group),
                                shape.coherency() ? 1 : 0);
        String recorded =
                "%s %s %d"
                        .formatted(
                                line.path("info").path("pgsizes").stringValue(""),
                                FreeRanges.recorded(line.path("info").path("iova_ranges")),
                                line.path("ext").path("4").intValue());
        if (!computed.equals(recorded)) {
            differences.add(recording.name() + ": computed " + computed + ", recorded " + recorded);
        }
    }
}
