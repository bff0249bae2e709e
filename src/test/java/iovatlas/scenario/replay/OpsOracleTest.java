package iovatlas.scenario.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iovatlas.importer.ImportFailure;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.topology.Architecture;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every recorded VFIO call of every recorded machine. The tables that it prints have a line for each
/// script: answers compared, equal ones, and those equal but for what no snapshot determines.
class OpsOracleTest {

    private static final String TYPE1 = "ops-{corner,limit,multi,conflict,random-*}.jsonl";
    private static final String IOMMUFD = "ops-iommufd-*.jsonl";

    @Test
    void everyTypeOneCallOfTheProjectsRecordingsGetsTheKernelsAnswer()
            throws IOException, ImportFailure {
        OpsOracle oracle = calls(RecordedMachine.ownFolder(), TYPE1);
        assertThat(oracle.differences()).as(oracle.table()).isEmpty();
        assertThat(oracle.lines()).isGreaterThan(1000);
    }

    @Test
    void everyIommufdCallOfTheProjectsRecordingsGetsTheKernelsAnswer()
            throws IOException, ImportFailure {
        OpsOracle oracle = calls(RecordedMachine.ownFolder(), IOMMUFD);
        assertThat(oracle.differences()).as(oracle.table()).isEmpty();
        assertThat(oracle.lines()).isGreaterThan(200);
    }

    @Test
    void everyGroupTrialOfTheProjectsRecordingsEndsAsOnTheKernel()
            throws IOException, ImportFailure {
        OpsOracle oracle = trials(RecordedMachine.ownFolder());
        assertThat(oracle.differences()).as(oracle.table()).isEmpty();
        assertThat(oracle.lines()).isGreaterThan(50);
    }

    @Test
    void everySharedTypeOneCallGetsTheKernelsAnswer() throws IOException, ImportFailure {
        assumeShared();
        OpsOracle oracle = calls(RecordedMachine.sharedFolder(), TYPE1);
        System.out.print(oracle.table());
        assertThat(oracle.differences()).as(oracle.table()).isEmpty();
    }

    @Test
    void everySharedIommufdCallGetsTheKernelsAnswer() throws IOException, ImportFailure {
        assumeShared();
        OpsOracle oracle = calls(RecordedMachine.sharedFolder(), IOMMUFD);
        System.out.print(oracle.table());
        assertThat(oracle.differences()).as(oracle.table()).isEmpty();
    }

    @Test
    void everySharedGroupTrialEndsAsOnTheKernel() throws IOException, ImportFailure {
        assumeShared();
        OpsOracle oracle = trials(RecordedMachine.sharedFolder());
        System.out.print(oracle.table());
        assertThat(oracle.differences()).as(oracle.table()).isEmpty();
    }

    private static void assumeShared() {
        assumeTrue(
                Files.isDirectory(RecordedMachine.sharedFolder()),
                "the recorded machines are not beside the project");
    }

    private static OpsOracle calls(Path root, String scripts) throws IOException, ImportFailure {
        var oracle = new OpsOracle();
        for (Path folder : RecordedMachine.all(root.resolve("ops"))) {
            List<Path> files = RecordedMachine.files(folder, scripts);
            if (!files.isEmpty()) {
                RecordedMachine machine = RecordedMachine.read(folder);
                for (Path file : files) {
                    oracle.run(file, machine.boot());
                }
            }
        }
        return oracle;
    }

    private static OpsOracle trials(Path root) throws IOException, ImportFailure {
        var oracle = new OpsOracle();
        for (String kind : List.of("topologies", "ops")) {
            for (Path folder : RecordedMachine.all(root.resolve(kind))) {
                Path trials = folder.resolve("vfio-groups.jsonl");
                if (Files.exists(trials)) {
                    compare(oracle, trials, RecordedMachine.read(folder));
                }
            }
        }
        return oracle;
    }

    private static void compare(OpsOracle oracle, Path file, RecordedMachine machine)
            throws IOException {
        Architecture architecture = machine.boot().facts().architecture().value();
        Map<Integer, IommuGroup> byNumber = new HashMap<>();
        for (IommuGroup group : machine.boot().groups().groups()) {
            byNumber.put(group.number(), group);
        }
        for (String text : Files.readAllLines(file)) {
            Map<String, Object> recorded = RecordedOperations.line(text);
            int number = ((Number) RecordedOperations.value(recorded, "group")).intValue();
            IommuGroup group = byNumber.get(number);
            String computed =
                    group == null ? "no such group" : JsonText.of(trial(machine, number, group));
            oracle.compare(
                    RecordedMachine.where(file),
                    architecture,
                    JsonText.of(withoutHistory(recorded)),
                    computed);
        }
    }

    private static Object trial(RecordedMachine machine, int number, IommuGroup group) {
        String computed =
                group.members().isEmpty()
                        ? "{\"group\":%d,\"open\":\"ENOENT\"}".formatted(number)
                        : JsonText.of(new GroupTrial(machine, group).run());
        return withoutHistory(RecordedOperations.line(computed));
    }

    /// Left out: Linux interrupt numbers, which no snapshot has; and the entries of an MSI-X table
    /// that is switched off, which an earlier driver of the function may have left behind.
    private static Object withoutHistory(Map<String, Object> trial) {
        strip(trial);
        return trial;
    }

    private static void strip(Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                map.remove("irqs");
                if (Boolean.FALSE.equals(map.get("enabled"))) {
                    map.remove("entries");
                }
                new ArrayList<>(map.values()).forEach(OpsOracleTest::strip);
            }
            case List<?> list -> list.forEach(OpsOracleTest::strip);
            default -> {}
        }
    }
}
