package iovatlas.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.fault.Fault;
import iovatlas.diagnostic.fault.FaultLines;
import iovatlas.importer.acpi.TableText;
import iovatlas.importer.devicetree.DeviceNode;
import iovatlas.importer.devicetree.DeviceTree;
import iovatlas.importer.devicetree.IdMapProperty;
import iovatlas.importer.devicetree.source.BlobWriter;
import iovatlas.importer.devicetree.source.SourceText;
import iovatlas.importer.mail.MailText;
import iovatlas.importer.piece.PieceKind;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.task.Progress;
import iovatlas.topology.IdMap;
import iovatlas.topology.RequesterId;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Files that others published, opened as inputs: each opens or is refused in a sentence, and what
/// their index promises is found in them.
class RealPiecesTest {

    private static final Path DATA =
            Path.of(System.getProperty("user.dir")).resolve("../shared/real-data").normalize();

    @BeforeEach
    void needsTheData() {
        assumeThat(DATA).as("the published dumps beside the project").isDirectory();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(DATA)) {
            return all.filter(Files::isRegularFile)
                    .filter(path ->
                            DATA.relativize(path)
                                    .toString()
                                    .matches(
                                            "(acpi|dts|qemu|traces|sysfs)/.*|proc/(int|lsirq).*"
                                                + "|machines/.*(iomem.*|interrupts.*|debug-irq.*"
                                                + "|acpi\\.out|\\.dat|tar\\.gz)"))
                    .sorted()
                    .toList();
        }
    }

    private static Opened open(Path path) throws ImportFailure {
        return Inputs.open(path, List.of(), Progress.NONE);
    }

    private static Atlas atlas(String name) throws ImportFailure {
        return open(DATA.resolve(name)).atlas();
    }

    private static String kind(Path path, Atlas atlas) throws IOException {
        if (!atlas.steps().isEmpty() || !atlas.topology().owners().isEmpty()) {
            return "trace or guest";
        }
        return PieceKind.of(Files.readAllBytes(path)).map(PieceKind::description).orElse("archive");
    }

    @Test
    void opensOrRefusesEveryFile() throws IOException {
        List<String> refused = new ArrayList<>();
        System.out.println("kind | file | functions | groups | iommus | notes | ms");
        for (Path path : files()) {
            long start = System.nanoTime();
            try {
                Opened opened = open(path);
                Atlas atlas = opened.atlas();
                System.out.printf(
                        "%s | %s | %d | %d | %d | %d | %d%n",
                        kind(path, atlas),
                        DATA.relativize(path),
                        atlas.topology().functions().size(),
                        Grouping.boot(atlas.topology(), atlas.boot()).groups().size(),
                        atlas.topology().iommus().size(),
                        opened.notes().size(),
                        (System.nanoTime() - start) / 1_000_000);
            } catch (ImportFailure failure) {
                assertThat(failure.getMessage()).doesNotContain("Exception").endsWith(".");
                System.out.println(
                        "refused | " + DATA.relativize(path) + " | " + failure.getMessage());
                refused.add(DATA.relativize(path).toString());
            }
        }
        assertThat(refused)
                .as("prose about device trees is no device tree")
                .containsExactly("dts/bindings/pci-iommu.txt", "dts/bindings/pci-msi.txt");
    }

    private static String stream(Atlas atlas, IdMap.Role role, int requester) {
        RequesterId id = new RequesterId(requester);
        return atlas.topology().idMaps().stream()
                .filter(map -> map.role() == role && map.contains(0, id))
                .map(map -> map.target() + " " + Integer.toHexString(map.map(id)))
                .findFirst()
                .orElse("none");
    }

    @Test
    void findsTheUnitsAndReservationsOfIntelTables() throws ImportFailure {
        Atlas ecs = atlas("machines/ecs-h310-coffeelake/acpi/DMAR.dat");
        assertThat(ecs.topology().iommus()).hasSize(1);
        assertThat(ecs.topology().reservedMemory())
                .extracting(r -> r.range().hex())
                .containsExactly("0xbf393000-0xbf5dcfff");
        Atlas r820 = atlas("acpi/linuxhw/dell-r820-4-socket/DMAR.dat");
        assertThat(r820.topology().iommus()).hasSize(4);
        assertThat(r820.topology().reservedMemory()).hasSize(3);
        Atlas t7500 = atlas("acpi/linuxhw/dell-t7500-2-socket/DMAR.dat");
        assertThat(t7500.topology().iommus()).hasSize(2);
        assertThat(t7500.topology().reservedMemory()).hasSize(1);
        assertThat(atlas("acpi/linuxhw/asus-zenith2-threadripper/IVRS.dat").topology().iommus())
                .hasSize(4);
        assertThat(atlas("acpi/linuxhw/supermicro-h8dgu-opteron/IVRS.dat").topology().iommus())
                .hasSize(1);
        assertThat(atlas("machines/cix-p1-orion-o6-arm64/acpi/MCFG.dat").topology().hostBridges())
                .hasSize(3);
    }

    private static String notes(String name) throws ImportFailure {
        return open(DATA.resolve(name)).notes().toString();
    }

    @Test
    void countsTheStructuresThatSayNothingHere() throws ImportFailure {
        assertThat(notes("acpi/linuxhw/dell-r820-4-socket/DMAR.dat")).contains("1 ATSR: ");
        assertThat(notes("acpi/linuxhw/dell-t7500-2-socket/DMAR.dat")).contains("2 ATSR: ");
        assertThat(notes("acpi/linuxhw/acer-es1-572/DMAR.dat")).contains("3 ANDD: ");
        assertThat(notes("acpi/linuxhw/framework-13-intel-ultra/DMAR.dat"))
                .contains("1 SATC: ", "1 SIDP: ");
        Atlas framework = atlas("acpi/linuxhw/framework-13-intel-ultra/DMAR.dat");
        assertThat(framework.topology().iommus()).hasSize(2);
        Atlas acer = atlas("acpi/linuxhw/acer-es1-572/DMAR.dat");
        assertThat(acer.topology().iommus()).hasSize(2);
        assertThat(acer.topology().reservedMemory()).hasSize(2);
        assertThat(atlas("acpi/linuxhw/gigabyte-x299/DMAR.dat").topology().iommus()).hasSize(4);
        assertThat(atlas("acpi/qemu/x86-q35-DMAR.dmar.dat").topology().iommus())
                .singleElement()
                .satisfies(unit -> assertThat(unit.base()).hasToString("0x00000000fed90000"));
        assertThat(notes("acpi/qemu/x86-q35-DMAR.dmar.dat")).contains("1 ATSR: ");
    }

    @Test
    void findsTheCapabilitiesThatTheListingsShow() throws ImportFailure {
        assertThat(atlas("lspci/pciutils/cap-pasid-pri.txt").topology().functions())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.capabilities().pasid()).isTrue();
                    assertThat(f.capabilities().pri()).isTrue();
                });
        assertThat(atlas("lspci/pciutils/cap-address-xlation.txt").topology().functions())
                .anySatisfy(f -> assertThat(f.capabilities().ats()).isTrue());
        Atlas mellanox = atlas("lspci/server-mellanox-sriov-vfs.txt");
        assertThat(mellanox.topology().functions().stream().filter(f -> f.virtual() != null))
                .hasSize(6);
        Atlas x99 = atlas("machines/x99-asmedia-kernel-5.8-vs-5.9/config-three-root-ports.txt");
        assertThat(x99.topology().functions())
                .extracting(f -> f.at().shortText() + " " + (f.capabilities().acs() != null))
                .containsExactly("00:01.0 true", "00:01.1 true", "00:1c.4 false");
    }

    @Test
    void mapsRequesterIdsAsTheIortsSay() throws ImportFailure {
        Atlas plain = atlas("acpi/qemu/aarch64-virt-IORT.dat");
        assertThat(stream(plain, IdMap.Role.IOMMU, 0x8)).isEqualTo("none");
        assertThat(stream(plain, IdMap.Role.MSI, 0xffff)).isEqualTo("its0 ffff");
        Atlas legacy = atlas("acpi/qemu/aarch64-virt-IORT.smmuv3-legacy.dat");
        assertThat(stream(legacy, IdMap.Role.IOMMU, 0x1ff)).isEqualTo("smmu0 1ff");
        assertThat(stream(legacy, IdMap.Role.IOMMU, 0x200)).isEqualTo("none");
        assertThat(stream(legacy, IdMap.Role.IOMMU, 0x1080)).isEqualTo("smmu0 1080");
        assertThat(stream(legacy, IdMap.Role.MSI, 0x1100)).isEqualTo("its0 1100");
        Atlas two = atlas("acpi/qemu/aarch64-virt-IORT.smmuv3-dev.dat");
        assertThat(stream(two, IdMap.Role.IOMMU, 0x1ff)).startsWith("smmu0");
        assertThat(stream(two, IdMap.Role.IOMMU, 0x1010)).startsWith("smmu1");
        assertThat(two.topology().iommus())
                .extracting(i -> String.valueOf(i.base()))
                .allMatch(base -> base.endsWith("0c000000") || base.endsWith("0c020000"));
    }

    @Test
    void readsTheSameBytesFromADisassemblyAsFromTheTable() throws IOException {
        int pairs = 0;
        try (Stream<Path> all = Files.walk(DATA.resolve("acpi"))) {
            for (Path text : all.filter(p -> p.toString().endsWith(".dsl")).toList()) {
                Path table =
                        text.resolveSibling(text.getFileName().toString().replace(".dsl", ".dat"));
                if (Files.exists(table)) {
                    List<String> lines = MailText.of(Files.readString(text)).lines();
                    assertThat(TableText.read(lines).tables())
                            .as("%s", text)
                            .singleElement()
                            .satisfies(t ->
                                    assertThat(t.bytes()).isEqualTo(Files.readAllBytes(table)));
                    pairs++;
                }
            }
        }
        assertThat(pairs).isGreaterThan(8);
    }

    private static String mapped(String file, String node, String property, int requester)
            throws Exception {
        String text = Files.readString(DATA.resolve("dts").resolve(file));
        SourceText source = SourceText.read(file, text, _ -> Optional.empty());
        DeviceTree tree =
                DeviceTree.read(BlobWriter.write(source.root()), new ArrayList<>()).orElseThrow();
        DeviceNode bridge =
                tree.root()
                        .all()
                        .filter(n -> n.name().equals(node) && n.has(property))
                        .findFirst()
                        .orElseThrow();
        String cells = property.equals("msi-map") ? "#msi-cells" : "#iommu-cells";
        IdMapProperty map = IdMapProperty.read(tree, bridge, property, cells);
        IdMapProperty.Arrival arrival = map == null ? null : map.map(requester);
        return arrival == null ? "none" : Integer.toHexString(arrival.id());
    }

    @Test
    void mapsRequesterIdsAsTheDeviceTreesSay() throws Exception {
        assertThat(mapped("qcom/sm8550.dtsi", "pcie@1c00000", "iommu-map", 0x100))
                .isEqualTo("1401");
        assertThat(mapped("qcom/sm8550.dtsi", "pcie@1c08000", "iommu-map", 0)).isEqualTo("1480");
        assertThat(mapped("qcom/x1-el2.dtso", "pcie3", "iommu-map", 0x108)).isEqualTo("30108");
        assertThat(mapped("qcom/x1-el2.dtso", "pcie5", "msi-map", 8)).isEqualTo("d0008");
        assertThat(mapped("marvell/armada-8040.dtsi", "cp0_pcie0", "iommu-map", 0x11f))
                .isEqualTo("4bf");
        assertThat(mapped("marvell/armada-8040.dtsi", "cp0_pcie0", "iommu-map", 0x200))
                .isEqualTo("4c0");
        assertThat(mapped("freescale/imx95.dtsi", "pcie@4c300000", "iommu-map", 0x106))
                .isEqualTo("17");
        assertThat(mapped("freescale/imx95.dtsi", "pcie@4c300000", "msi-map", 0)).isEqualTo("10");
        assertThat(mapped("rockchip/rk3588-base.dtsi", "pcie@fe180000", "msi-map", 0x3123))
                .isEqualTo("3123");
        assertThat(mapped("arm/juno-base.dtsi", "pcie@40000000", "iommu-map", 0x777))
                .isEqualTo("0");
        assertThat(mapped("arm/morello-sdp.dts", "pcie@28c0000000", "msi-map", 0x777))
                .isEqualTo("777");
        assertThat(mapped("apple/t8103.dtsi", "pcie@690000000", "iommu-map", 0x2ff)).isEqualTo("1");
        assertThat(mapped("hisilicon/hip07.dtsi", "pcie@af800000", "msi-map", 0xf808))
                .isEqualTo("f808");
    }

    @Test
    void readsTheMessagesOfInterruptFiles() throws ImportFailure {
        Atlas cix = atlas("proc/interrupts-its-msi-debugfs-arm64.txt");
        assertThat(cix.observation().irqs())
                .singleElement()
                .satisfies(irq -> {
                    assertThat(irq.data()).isEqualTo(1);
                    assertThat(irq.address()).hasToString("0x000000000e060040");
                });
        assertThat(cix.observation().interrupts()).hasSize(14);
        assertThat(atlas("proc/interrupts-smmuv3-pmcg-msi.txt").observation().interrupts())
                .hasSize(8);
        assertThat(atlas("machines/dell-xps-9320-vmd/debug-irq.txt").observation().irqs())
                .hasSizeGreaterThan(10);
    }

    @Test
    void makesTheScenariosOfTheTraces() throws ImportFailure {
        Atlas wlan = atlas("traces/ftrace-iommu-dma-ath12k.txt");
        assertThat(wlan.steps().stream().map(ScenarioStep::action))
                .hasExactlyElementsOfTypes(Step.Attach.class, Step.Map.class, Step.Unmap.class);
        assertThat(wlan.steps().getLast().note()).contains("0xfe980000");
        Atlas qemu = atlas("traces/qemu-vfio-smmuv3-nested.log");
        assertThat(qemu.topology().memory("vm0-mem0"))
                .hasValueSatisfying(
                        r -> assertThat(r.range().hex()).isEqualTo("0x40000000-0x13fffffff"));
        assertThat(qemu.run().results())
                .allSatisfy(r -> assertThat(r.calls()).allMatch(c -> c.outcome().isOk()));
    }

    @Test
    void everyTraceReplays() throws IOException, ImportFailure {
        try (Stream<Path> all = Files.list(DATA.resolve("traces"))) {
            for (Path path : all.toList()) {
                assertThat(open(path).atlas().run().refused()).as("%s", path).isEmpty();
            }
        }
    }

    @Test
    void readsTheGuestsOfLibvirtAndQemu() throws ImportFailure {
        assertThat(atlas("qemu/hostdev-pci.xml").topology().functions())
                .extracting(f -> f.at().toString())
                .containsExactly("0000:15:00.4");
        assertThat(atlas("qemu/domain-arm64-pcie.xml").topology().functions()).hasSize(2);
        assertThat(atlas("qemu/info-mtree-arm-virt.txt").topology().memory("mach-virt.ram"))
                .isPresent();
    }

    private static List<Fault> faults(String name) throws IOException {
        return FaultLines.read(
                MailText.of(Files.readString(DATA.resolve("kernel-logs").resolve(name))).lines());
    }

    @Test
    void takesTheFaultsOfTheLogsApart() throws IOException {
        assertThat(faults("smmuv3-event-0x10-hns.txt"))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.streamId()).isEqualTo(0x3501));
        assertThat(faults("smmuv2-context-fault.txt"))
                .hasSize(10)
                .allSatisfy(f -> assertThat(f.streamId()).isEqualTo(0x9000));
        assertThat(faults("smmuv2-global-fault-seattle.txt"))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.streamId()).isEqualTo(1));
        assertThat(faults("dmar-thunderbolt.txt"))
                .hasSize(4)
                .allSatisfy(f -> {
                    assertThat(f.device()).hasToString("0000:05:00.0");
                    assertThat(f.access()).isEqualTo(Fault.Access.WRITE);
                });
        assertThat(faults("dmar-xps13-9360.txt"))
                .singleElement()
                .satisfies(f -> assertThat(f.device()).hasToString("0000:f0:1f.0"));
        assertThat(faults("amd-vi-io-page-faults.txt")).hasSize(44);
    }
}
