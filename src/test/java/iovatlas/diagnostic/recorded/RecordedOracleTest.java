package iovatlas.diagnostic.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedVector;
import iovatlas.scenario.IrqIndex;
import iovatlas.scenario.MsiPath;
import iovatlas.scenario.MsiTracer;
import iovatlas.scenario.Timeline;
import iovatlas.task.Progress;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every value that a recorded machine shows beside a computed path, on every recorded machine.
class RecordedOracleTest {

    private static final Path ORACLE =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("oracle");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<Path> machines() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(ORACLE), "the kernel oracle is not beside the project");
        try (Stream<Path> folders = Files.list(ORACLE.resolve("topologies"))) {
            return folders.filter(f -> Files.exists(f.resolve("msi.json"))).sorted().toList();
        }
    }

    private static Atlas open(Path folder) throws ImportFailure {
        return Inputs.open(folder.resolve("snapshot.tar.gz"), List.of(), Progress.NONE).atlas();
    }

    @Test
    void noRecordedValueThatTheRulesDetermineDiffers() throws IOException, ImportFailure {
        List<String> different = new ArrayList<>();
        Map<Sighting.Standing, Integer> count = new HashMap<>();
        int held = 0;
        for (Path folder : machines()) {
            Atlas atlas = open(folder);
            Timeline boot = Timeline.of(atlas.topology(), atlas.boot(), List.of());
            Observation seen = withEntries(atlas.observation(), folder);
            held += heldByDevices(seen, folder, different);
            for (ObservedFunction function : seen.functions()) {
                IrqIndex index = function.msixEnabled() ? IrqIndex.MSIX : IrqIndex.MSI;
                for (int vector = 0; vector < 4; vector++) {
                    MsiPath path = MsiTracer.trace(boot.state(0), function.at(), index, vector);
                    RecordedPath recorded = RecordedPath.of(seen, boot.state(0), path);
                    recorded.hops().stream()
                            .flatMap(List::stream)
                            .peek(s -> count.merge(s.standing(), 1, Integer::sum))
                            .filter(s -> s.standing() == Sighting.Standing.DIFFERENT)
                            .forEach(s ->
                                    different.add(
                                            "%s %s %d: %s"
                                                    .formatted(
                                                            folder.getFileName(),
                                                            function.at(),
                                                            path.vector(),
                                                            s.text())));
                }
            }
        }
        assertThat(different).isEmpty();
        assertThat(held).isGreaterThan(30);
        assertThat(count.get(Sighting.Standing.SAME)).isGreaterThan(3000);
        assertThat(count.get(Sighting.Standing.OBSERVED_ONLY)).isGreaterThan(3000);
    }

    /// Compares what debugfs says of each message with what the device held.
    private static int heldByDevices(Observation seen, Path folder, List<String> different) {
        int compared = 0;
        for (ObservedFunction function : seen.functions()) {
            for (ObservedVector entry : function.vectors()) {
                ObservedIrq irq =
                        RecordedVector.of(seen, function.at(), IrqIndex.MSIX, entry.index()).irq();
                if (irq == null || irq.address() == null || entry.masked()) {
                    continue;
                }
                compared++;
                if (!entry.address().equals(irq.address())
                        || !Integer.valueOf(entry.data()).equals(irq.data())) {
                    different.add(
                            "%s %s: %s, the device held %s"
                                    .formatted(folder.getFileName(), function.at(), irq, entry));
                }
            }
        }
        return compared;
    }

    /// The MSI-X table is in the device's memory, which a snapshot does not hold; the recorded state
    /// does.
    private static Observation withEntries(Observation seen, Path folder) throws IOException {
        Map<PciAddress, List<ObservedVector>> entries = new HashMap<>();
        for (JsonNode function : JSON.readTree(Files.readString(folder.resolve("msi.json")))) {
            entries.put(PciAddress.parse(function.get("bdf").asString()), entries(function));
        }
        List<ObservedFunction> functions =
                seen.functions().stream()
                        .map(f ->
                                f.msixEnabled()
                                        ? new ObservedFunction(
                                                f.at(),
                                                f.driver(),
                                                f.acsControl(),
                                                f.busMaster(),
                                                f.msiEnabled(),
                                                true,
                                                entries.getOrDefault(f.at(), List.of()),
                                                f.interrupts())
                                        : f)
                        .toList();
        return new Observation(
                seen.groups(),
                seen.ungrouped(),
                functions,
                seen.interrupts(),
                seen.irqs(),
                seen.irqDomains(),
                seen.logFacts(),
                seen.notes());
    }

    private static List<ObservedVector> entries(JsonNode function) {
        JsonNode msix = function.get("msix");
        if (msix.isNull() || !msix.get("enabled").asBoolean()) {
            return List.of();
        }
        List<ObservedVector> entries = new ArrayList<>();
        for (JsonNode entry : msix.get("entries")) {
            entries.add(
                    new ObservedVector(
                            entry.get("i").asInt(),
                            Iova.parse(entry.get("address").asString()),
                            Integer.decode(entry.get("data").asString()),
                            entry.get("masked").asInt() == 1));
        }
        return entries;
    }
}
