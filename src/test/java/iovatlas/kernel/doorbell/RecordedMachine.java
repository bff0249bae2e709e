package iovatlas.kernel.doorbell;

import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.kernel.BootFacts;
import iovatlas.task.Progress;
import iovatlas.topology.Architecture;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A machine of the oracle as the importer reads it, with what was recorded beside the snapshot.
record RecordedMachine(
        String name, Topology topology, BootFacts facts, JsonNode description, Path folder) {

    static final Path ORACLE =
            Path.of(System.getProperty("user.dir")).resolveSibling("shared").resolve("oracle");

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Every machine below `topologies` or `ops`, sorted by name; empty when the oracle is not there.
    static List<RecordedMachine> all(String below) {
        Path root = ORACLE.resolve(below);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.sorted()
                    .filter(folder -> Files.exists(folder.resolve("msi.json")))
                    .map(RecordedMachine::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(JSON::readTree).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RecordedMachine read(Path folder) {
        try {
            Atlas atlas =
                    Inputs.open(folder.resolve("snapshot.tar.gz"), List.of(), Progress.NONE)
                            .atlas();
            return new RecordedMachine(
                    folder.getFileName().toString(),
                    atlas.topology(),
                    atlas.boot(),
                    json(folder.resolve("case.json")),
                    folder);
        } catch (ImportFailure e) {
            throw new IllegalStateException(folder.toString(), e);
        }
    }

    /// What takes messages on this machine.
    String controller() {
        if (isArm()) {
            return topology.msiControllers().getFirst() instanceof MsiController.Its
                    ? "arm64 ITS"
                    : "arm64 GICv2m";
        }
        if (!facts.interruptRemapping().value()) {
            return "x86 APIC, no remapping";
        }
        return topology.iommus().getFirst().hardware() instanceof IommuHardware.Vtd
                ? "x86 VT-d remapping"
                : "x86 AMD-Vi remapping";
    }

    /// The interrupts after every function of `bind.log` went to vfio-pci.
    HostInterrupts boundToVfio() {
        HostInterrupts state = HostInterrupts.boot(topology, facts, DefaultDomains.NONE);
        for (Map.Entry<PciAddress, String> bound : bindings().entrySet()) {
            state = state.unbind(bound.getKey());
            if (bound.getValue().endsWith("vfio-pci")) {
                state = state.bind(bound.getKey(), "vfio-pci", DefaultDomains.NONE);
            }
        }
        // The recorder unbinds this hot-plug driver before it uses VFIO, unless it says otherwise.
        if (description.path("conventional_bridge_drivers_unbound_before_vfio").asBoolean(true)) {
            for (PciFunction function : topology.functions()) {
                if ("shpchp".equals(function.driver())) {
                    state = state.unbind(function.at());
                }
            }
        }
        return state;
    }

    private Map<PciAddress, String> bindings() {
        Map<PciAddress, String> bindings = new HashMap<>();
        JsonNode log = description.path("guest_logs").path("bind.log");
        for (String line : log.asString("").lines().toList()) {
            String[] words = line.split(" ", -1);
            if (PciAddress.isAddress(words[0])) {
                bindings.put(PciAddress.parse(words[0]), words.length > 1 ? words[1] : "");
            }
        }
        return bindings;
    }

    boolean isArm() {
        return facts.architecture().value() == Architecture.ARM64;
    }

    /// Whether VFIO's domains have an MSI cookie: a software window and no hardware one.
    boolean hasCookie() {
        return !description.get("qemu_args").toString().contains("virtio-iommu");
    }

    /// A message as recorded.
    static Message message(JsonNode node) {
        return new Message(
                Iova.parse(node.get("address").asString()),
                Integer.parseUnsignedInt(node.get("data").asString().substring(2), 16));
    }
}
