package iovatlas.kernel.doorbell;

import iovatlas.address.ByteSize;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.BootFacts;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.topology.Architecture;
import iovatlas.topology.BusRange;
import iovatlas.topology.Cpu;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.HostBridge;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.MsiController;
import iovatlas.topology.MsixCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciCapabilities;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Register64;
import iovatlas.topology.Topology;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A machine of the oracle, as far as its interrupts need it: the functions with their capabilities
/// from `msi.json`, the platform from the QEMU arguments of `case.json`.
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
        JsonNode description = json(folder.resolve("case.json"));
        boolean arm = description.get("arch").asString().equals("arm64");
        List<String> arguments = new ArrayList<>();
        description.get("qemu_args").forEach(a -> arguments.add(a.asString()));
        List<PciFunction> functions = new ArrayList<>();
        json(folder.resolve("msi.json")).forEach(f -> functions.add(function(f)));
        BootFacts facts = facts(description, arm, arguments);
        Topology topology =
                new Topology(
                        List.of(HostBridge.of(0, new BusRange(0, 255))),
                        functions,
                        List.of(),
                        iommus(arguments),
                        arm ? List.of(controller(arguments)) : List.of(),
                        List.of(),
                        List.of(),
                        List.of(new Cpu(0, 0, 0), new Cpu(1, 1, 0)),
                        List.of(),
                        List.of());
        return new RecordedMachine(
                folder.getFileName().toString(), topology, facts, description, folder);
    }

    private static BootFacts facts(JsonNode description, boolean arm, List<String> arguments) {
        String kernel = description.get("kernel").asString();
        KernelRelease release = KernelRelease.parse(kernel);
        String line = description.get("kernel_cmdline").asString();
        BootFacts standard =
                BootFacts.standard(release, arm ? Architecture.ARM64 : Architecture.X86_64);
        boolean vtd = arguments.stream().anyMatch(a -> a.startsWith("intel-iommu"));
        boolean amd = arguments.stream().anyMatch(a -> a.startsWith("amd-iommu"));
        boolean switchedOff =
                line.contains("intremap=off")
                        || arguments.stream().anyMatch(a -> a.contains("intremap=off"));
        boolean intel = vtd && !switchedOff;
        boolean remapping = intel || (amd && release.before(KernelRelease.V7_3));
        return new BootFacts(
                standard.release(),
                standard.architecture(),
                standard.firmware(),
                standard.iommuOn(),
                standard.defaultDomain(),
                Fact.given(remapping),
                Fact.given(ByteSize.ofBytes(4096)),
                standard.virtualAddressBits(),
                standard.iommufd(),
                standard.groupInterface(),
                standard.dmaEntryLimit(),
                standard.unsafeInterrupts(),
                standard.iommufdUnsafeInterrupts(),
                standard.noIommuMode(),
                Fact.given(new CommandLine(line)));
    }

    private static MsiController controller(List<String> arguments) {
        boolean its = arguments.stream().anyMatch(a -> a.contains("gic-version=3"));
        return its
                ? new MsiController.Its("its0", HostPhysical.of(0x0808_0000), 0, 16, 16, false)
                : new MsiController.GicV2m("v2m0", HostPhysical.of(0x0802_0000), 80, 64);
    }

    private static List<Iommu> iommus(List<String> arguments) {
        if (arguments.stream().anyMatch(a -> a.startsWith("intel-iommu"))) {
            return List.of(
                    new Iommu(
                            "dmar0",
                            new IommuHardware.Vtd(new Register64(0), new Register64(0)),
                            null,
                            null));
        }
        if (arguments.stream().anyMatch(a -> a.startsWith("amd-iommu"))) {
            return List.of(
                    new Iommu("ivhd0", new IommuHardware.AmdVi(0, new Register64(0)), null, null));
        }
        return List.of();
    }

    private static PciFunction function(JsonNode node) {
        JsonNode msi = node.get("msi");
        JsonNode msix = node.get("msix");
        PciCapabilities capabilities =
                PciCapabilities.NONE
                        .withMsi(
                                msi.isNull()
                                        ? null
                                        : new MsiCapability(
                                                msi.get("vectors_capable").asInt(),
                                                msi.get("addr64").asBoolean(),
                                                msi.get("maskable").asBoolean()))
                        .withMsix(
                                msix.isNull()
                                        ? null
                                        : MsixCapability.of(msix.get("table_size").asInt()));
        JsonNode driver = node.get("driver");
        return PciFunction.of(PciAddress.parse(node.get("bdf").asString()), FunctionKind.ENDPOINT)
                .withCapabilities(capabilities)
                .withDriver(driver.isNull() ? null : driver.asString());
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
