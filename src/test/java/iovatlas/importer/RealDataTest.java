package iovatlas.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.importer.RealIndex.Row;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.observation.ObservedGroup;
import iovatlas.task.Progress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Every file that others published, opened alone: it opens or is refused in one sentence, it is the
/// same after it was saved, and the counts that the index promises are there.
class RealDataTest {

    /// Prose about device trees.
    private static final Set<String> REFUSED =
            Set.of("dts/bindings/pci-iommu.txt", "dts/bindings/pci-msi.txt");

    /// Its lines about ACS stand under no function; and a tree tells of more functions than the
    /// listing beside it, which the index counts.
    private static final Map<String, Integer> OTHER_COUNTS =
            Map.of("lspci/arm-juno-r2-switch.txt", 10, "lspci/power10-nvme-switch.txt", 18);

    @BeforeEach
    void needsTheData() {
        assumeThat(RealIndex.DATA).as("the published dumps beside the project").isDirectory();
    }

    private static Opened open(Row row) throws ImportFailure {
        return Inputs.open(row.path(), List.of(), Progress.NONE);
    }

    @Test
    void everyFileOpensOrIsRefusedInOneSentence() throws IOException {
        List<String> refused = new ArrayList<>();
        for (Row row : RealIndex.rows()) {
            try {
                open(row);
            } catch (ImportFailure failure) {
                assertThat(failure.getMessage()).doesNotContain("Exception").endsWith(".");
                refused.add(row.file());
            }
        }
        assertThat(refused).containsExactlyInAnyOrderElementsOf(REFUSED);
    }

    @TestFactory
    Stream<DynamicTest> hasTheCountsThatTheIndexPromises() throws IOException {
        if (!Files.isDirectory(RealIndex.DATA)) {
            return Stream.of();
        }
        return RealIndex.rows().stream()
                .filter(row -> row.before("devices").isPresent())
                .map(row -> DynamicTest.dynamicTest(row.file(), () -> checkCounts(row)));
    }

    private static void checkCounts(Row row) throws ImportFailure {
        List<PciFunction> functions = open(row).atlas().topology().functions();
        if (OTHER_COUNTS.containsKey(row.file())) {
            assertThat(functions).hasSize(OTHER_COUNTS.get(row.file()));
            return;
        }
        row.before("devices").ifPresent(n -> assertThat(functions).hasSize(n));
        row.before("with ACS control")
                .ifPresent(n ->
                        assertThat(functions)
                                .filteredOn(f -> f.capabilities().acs() != null)
                                .hasSize(n));
        row.before("bridges with bus numbers")
                .ifPresent(
                        n -> assertThat(functions).filteredOn(f -> f.buses() != null).hasSize(n));
        row.before("segments")
                .ifPresent(n ->
                        assertThat(functions.stream().map(f -> f.at().segment()).distinct())
                                .hasSize(n));
    }

    private static Set<Set<String>> partition(Atlas atlas) {
        return atlas.observation().groups().stream()
                .map(ObservedGroup::members)
                .map(members ->
                        members.stream()
                                .filter(m -> m.matches("[0-9a-f]{4,8}:[0-9a-f:.]+"))
                                .collect(Collectors.toSet()))
                .filter(members -> !members.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
    }

    @TestFactory
    Stream<DynamicTest> recordsTheGroupsThatTheIndexPromises() throws IOException {
        if (!Files.isDirectory(RealIndex.DATA)) {
            return Stream.of();
        }
        return RealIndex.rows().stream()
                .filter(row -> !row.groups().isEmpty())
                .map(row -> DynamicTest.dynamicTest(row.file(), () -> checkGroups(row)));
    }

    private static void checkGroups(Row row) throws ImportFailure {
        Atlas real = open(new Row(row.groups(), "")).atlas();
        Set<Set<String>> groups = partition(real);
        row.before("groups, ").ifPresent(n -> assertThat(real.observation().groups()).hasSize(n));
        row.before("PCI devices")
                .ifPresent(n -> assertThat(groups.stream().mapToInt(Set::size).sum()).isEqualTo(n));
        row.before("groups with more")
                .ifPresent(n -> assertThat(groups).filteredOn(g -> g.size() > 1).hasSize(n));
        Set<Set<String>> recorded = partition(open(row).atlas());
        // A serial console lost characters; the index took what is left for another segment.
        groups.removeIf(group -> group.contains("20000:20:00.0"));
        if (!recorded.isEmpty()) {
            assertThat(recorded).isEqualTo(groups);
        }
    }

    @TestFactory
    Stream<DynamicTest> isTheSameAfterItWasSaved() throws IOException {
        if (!Files.isDirectory(RealIndex.DATA)) {
            return Stream.of();
        }
        return RealIndex.rows().stream()
                .filter(row -> !REFUSED.contains(row.file()))
                .map(row -> DynamicTest.dynamicTest(row.file(), () -> checkSaved(row)));
    }

    private static void checkSaved(Row row) throws Exception {
        Atlas atlas = open(row).atlas();
        Atlas saved = DocumentReader.read(DocumentWriter.write(atlas)).atlas();
        assertThat(saved.topology()).isEqualTo(atlas.topology());
        assertThat(saved.boot()).isEqualTo(atlas.boot());
        assertThat(saved.observation()).isEqualTo(atlas.observation());
        assertThat(saved.steps()).isEqualTo(atlas.steps());
        assertThat(Grouping.boot(saved.topology(), saved.boot()).groups())
                .isEqualTo(Grouping.boot(atlas.topology(), atlas.boot()).groups());
    }
}
