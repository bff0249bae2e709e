package iovatlas.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.Iova;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.kernel.doorbell.Message;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.scenario.MsiHop.Status;
import iovatlas.scenario.MsiPath.Verdict;
import iovatlas.task.Progress;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// The paths of every message that a recorded machine's own drivers had set up.
class MsiTracerOracleTest {

    private static final Path ORACLE =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("oracle");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> differences = new ArrayList<>();
    private int compared;

    private static List<Path> machines() throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(ORACLE), "the kernel oracle is not beside the project");
        try (Stream<Path> folders = Files.list(ORACLE.resolve("topologies"))) {
            return folders.filter(f -> Files.exists(f.resolve("msi.json"))).sorted().toList();
        }
    }

    private static KernelState booted(Path folder) throws ImportFailure {
        var atlas =
                Inputs.open(folder.resolve("snapshot.tar.gz"), List.of(), Progress.NONE).atlas();
        return Timeline.of(atlas.topology(), atlas.boot(), List.of()).state(0);
    }

    @Test
    void everyRecordedMessageOfAHostDriverArrives() throws IOException, ImportFailure {
        for (Path folder : machines()) {
            KernelState state = booted(folder);
            for (JsonNode function : JSON.readTree(Files.readString(folder.resolve("msi.json")))) {
                compare(folder.getFileName().toString(), state, function);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(compared).isGreaterThan(500);
    }

    /// In a domain of the kernel's own a doorbell has one page for the whole group; it is the topmost
    /// one below 4 GiB where nothing was allocated before, and port services allocate nothing.
    @Test
    void everyGroupOfAKernelDomainHasOnePageForADoorbell() throws IOException, ImportFailure {
        for (Path folder : machines()) {
            KernelState state = booted(folder);
            Map<Integer, Set<Long>> pages = new TreeMap<>();
            for (JsonNode function : JSON.readTree(Files.readString(folder.resolve("msi.json")))) {
                PciAddress at = PciAddress.parse(function.get("bdf").asString());
                pageOf(state, at, function)
                        .ifPresent(page -> {
                            int group = state.groups().groupOf(at).orElseThrow().number();
                            pages.computeIfAbsent(group, _ -> new TreeSet<>()).add(page);
                            if (state.driverOf(at).equals(Optional.of("pcieport"))) {
                                compared++;
                                assertThat(page).as(folder + " " + at).isEqualTo(0xfffffL);
                            }
                        });
            }
            assertThat(pages.values()).as(folder.toString()).allMatch(set -> set.size() == 1);
        }
        assertThat(compared).isGreaterThan(50);
    }

    /// The page of a function's first message where a kernel domain translates it.
    private static Optional<Long> pageOf(KernelState state, PciAddress at, JsonNode function) {
        boolean translated =
                MsiTracerAttachment.of(state, at)
                                instanceof MsiTracerAttachment.OfKernel(_, var pages)
                        && pages != null
                        && pages.identity().isEmpty()
                        && state.facts().architecture().value() == Architecture.ARM64;
        JsonNode msix = function.get("msix");
        JsonNode msi = function.get("msi");
        JsonNode message =
                !msix.isNull() && msix.get("enabled").asBoolean()
                        ? msix.get("entries").path(0)
                        : msi;
        return !translated || !message.has("address") || (message == msi && !on(msi))
                ? Optional.empty()
                : Optional.of(Iova.parse(message.get("address").asString()).unsignedBits() >>> 12);
    }

    private static boolean on(JsonNode capability) {
        return !capability.isNull() && capability.get("enabled").asBoolean();
    }

    private void compare(String machine, KernelState state, JsonNode function) {
        PciAddress at = PciAddress.parse(function.get("bdf").asString());
        JsonNode msix = function.get("msix");
        if (msix.isNull() || !msix.get("enabled").asBoolean()) {
            return;
        }
        boolean arm = state.facts().architecture().value() == Architecture.ARM64;
        for (JsonNode entry : msix.get("entries")) {
            boolean masked = entry.get("masked").asInt() == 1;
            if (masked) {
                continue;
            }
            compared++;
            int number = entry.get("i").asInt();
            MsiPath path = MsiTracer.trace(state, at, IrqIndex.MSIX, number);
            Message message = message(entry);
            String recorded = determined(arm, message.address().unsignedBits(), message.data());
            String computed = determined(arm, address(path), data(path));
            if (path.verdict() != Verdict.DELIVERED || !recorded.equals(computed)) {
                differences.add(
                        "%s %s %d: %s, recorded %s computed %s"
                                .formatted(
                                        machine, at, number, path.summary(), recorded, computed));
            }
        }
    }

    private static Message message(JsonNode entry) {
        return new Message(
                Iova.parse(entry.get("address").asString()),
                Integer.decode(entry.get("data").asString()));
    }

    private static String determined(boolean arm, long address, int data) {
        return arm
                ? "offset 0x%x data 0x%x".formatted(address & 0xfff, data)
                : "window 0x%x".formatted(address >>> 20);
    }

    private static long address(MsiPath path) {
        return Long.decode(field(path, "address"));
    }

    private static int data(MsiPath path) {
        return Integer.decode(field(path, "data"));
    }

    private static String field(MsiPath path, String name) {
        return path.hops().stream()
                .filter(h -> h.kind() == Kind.MESSAGE)
                .flatMap(h -> h.fields().stream())
                .filter(f -> f.name().equals(name))
                .map(MsiHop.Field::value)
                .findFirst()
                .orElse("0");
    }

    @Test
    void everyPathAndEveryProbeEndsSomewhereWithAReason() throws IOException, ImportFailure {
        Random random = new Random(9);
        for (Path folder : machines()) {
            KernelState state = booted(folder);
            MsiTracer tracer = MsiTracer.of(state);
            for (PciFunction function : state.topology().functions()) {
                for (IrqIndex index : IrqIndex.values()) {
                    MsiPath path = tracer.trace(function.at(), index, random.nextInt(4));
                    assertEnds(path.hops(), path.verdict(), path.summary());
                }
                long base = random.nextBoolean() ? 0xfee0_0000L : 0x0800_0000L;
                Iova address = Iova.of(base + random.nextInt(1 << 20));
                MsiTracer.Probe probe =
                        MsiTracer.probe(state, function.at(), address, random.nextInt(256));
                assertEnds(probe.hops(), probe.verdict(), probe.summary());
            }
        }
    }

    private static void assertEnds(List<MsiHop> hops, Verdict verdict, String summary) {
        assertThat(summary).isNotBlank();
        long broken =
                hops.stream()
                        .filter(h -> h.status() == Status.BROKEN || h.status() == Status.PENDING)
                        .peek(h -> assertThat(h.reason()).isNotNull())
                        .count();
        assertThat(broken).isEqualTo(verdict == Verdict.DELIVERED ? 0 : 1);
    }
}
