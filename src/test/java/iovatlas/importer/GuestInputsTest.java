package iovatlas.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.task.Progress;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.MemoryRegion;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Guests as inputs: libvirt domains, QEMU command lines and memory trees.
class GuestInputsTest {

    private static final String DOMAIN =
            """
            <domain type='kvm'>
              <name>web1</name>
              <memory unit='GiB'>4</memory>
              <vcpu placement='static'>3</vcpu>
              <os><type arch='x86_64' machine='pc-q35-8.2'>hvm</type></os>
              <devices>
                <controller type='pci' index='0' model='pcie-root'/>
                <hostdev mode='subsystem' type='pci' managed='yes'>
                  <source><address domain='0x0000' bus='0x3b' slot='0x00' function='0x1'/></source>
                  <address type='pci' domain='0x0000' bus='0x01' slot='0x00' function='0x0'/>
                </hostdev>
                <hostdev mode='subsystem' type='usb'>
                  <source><address bus='1' device='3'/></source>
                </hostdev>
                <iommu model='intel'/>
              </devices>
            </domain>
            """;

    private static final String COMMAND =
            """
            qemu-system-aarch64 -accel kvm -M virt,gic-version=3 -m 2G -smp cpus=2 \\
              -name guest=arm1 -device vfio-pci,host=0000:01:00.0 -device virtio-net-pci
            """;

    private static final String TREE =
            """
            address-space: cpu-memory-0
            address-space: memory
              0000000000000000-ffffffffffffffff (prio 0, i/o): system
                0000000000000000-0000000003ffffff (prio 0, romd): virt.flash0
                0000000008020000-0000000008020fff (prio 0, i/o): gicv2m
                0000000040000000-0000000047ffffff (prio 0, ram): mach-virt.ram

            address-space: I/O
              0000000000000000-000000000000ffff (prio 0, i/o): io
            """;

    private static final String LISTING =
            """
            (qemu) info pci
              Bus  0, device   0, function 0:
                Host bridge: PCI device 1b36:0008
                  id ""
              Bus  0, device   2, function 0:
                Ethernet controller: PCI device 8086:10d3
                  IRQ 10, pin A
                  BAR0: 32 bit memory at 0x10000000 [0x1001ffff].
                  id "net0"
            """;

    @TempDir private Path folder;

    @Test
    void theMonitorsAnswersAreAMachineWithItsMemoryInEitherOrder()
            throws ImportFailure, IOException {
        String tree = "(qemu) info mtree\n" + TREE;
        for (String text : List.of(LISTING + tree, tree + LISTING, LISTING + tree + "(qemu) \n")) {
            Atlas atlas = open(text);
            assertThat(atlas.topology().functions()).hasSize(2);
            assertThat(atlas.topology().owners())
                    .singleElement()
                    .satisfies(owner ->
                            assertThat(((ContainerOwner.Guest) owner).memory())
                                    .extracting(MemoryRegion::name)
                                    .containsExactly("virt.flash0", "mach-virt.ram"));
            assertThat(atlas.observation().notes())
                    .noneMatch(note -> note.text().contains("not understood"));
            assertThat(DocumentReader.read(DocumentWriter.write(atlas)).atlas()).isEqualTo(atlas);
        }
        Path both = folder.resolve("both.txt");
        Files.writeString(both, LISTING + tree);
        Recognition recognised = Recognition.of(Files.readAllBytes(both));
        assertThat(recognised.isAddition()).isFalse();
        assertThat(recognised.kind()).isEqualTo("answers of QEMU's monitor");
        Path more = folder.resolve("more.txt");
        Files.writeString(more, "03:00.0 Ethernet controller [0200]: Intel [8086:1572]\n");
        Atlas merged = Inputs.open(more, List.of(both), Progress.NONE).atlas();
        assertThat(merged.topology().functions()).hasSize(3);
        assertThat(merged.topology().owners()).hasSize(1);
    }

    private static Atlas open(String text) throws ImportFailure {
        return Inputs.open(
                        Path.of("-"),
                        List.of(),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        Progress.NONE)
                .atlas();
    }

    private static ContainerOwner.Guest guest(Atlas atlas) {
        return (ContainerOwner.Guest) atlas.topology().owners().getLast();
    }

    private static List<Step> steps(Atlas atlas) {
        return atlas.steps().stream().map(ScenarioStep::action).toList();
    }

    @Test
    void readsALibvirtDomain() throws ImportFailure {
        Atlas atlas = open(DOMAIN);
        assertThat(guest(atlas).name()).isEqualTo("web1");
        assertThat(guest(atlas).vcpus()).isEqualTo(3);
        assertThat(guest(atlas).memory())
                .extracting(r -> r.name() + " " + r.range().hex())
                .containsExactly(
                        "web1-low 0x00000000-0x7fffffff", "web1-high 0x100000000-0x17fffffff");
        assertThat(steps(atlas))
                .hasExactlyElementsOfTypes(Step.Attach.class, Step.Map.class, Step.Map.class);
        assertThat(atlas.observation().notes())
                .anySatisfy(n -> assertThat(n.text()).contains("no PCI function"))
                .anySatisfy(n -> assertThat(n.text()).contains("virtual IOMMU (intel)"))
                .anySatisfy(n -> assertThat(n.text()).contains("1 controller"));
    }

    @Test
    void readsAQemuCommandLine() throws ImportFailure {
        Atlas atlas = open(COMMAND);
        assertThat(guest(atlas).interrupts()).isInstanceOf(GuestInterrupts.VirtualIts.class);
        assertThat(guest(atlas).memory().getFirst().range().hex())
                .isEqualTo("0x40000000-0xbfffffff");
        assertThat(atlas.topology().functions()).hasSize(1);
        assertThat(atlas.observation().notes())
                .anySatisfy(n -> assertThat(n.text()).contains("-device virtio-net-pci (1)"));
    }

    @Test
    void readsTheMonitorsMemoryTree() throws ImportFailure {
        ContainerOwner.Guest guest = guest(open(TREE));
        assertThat(guest.interrupts()).isInstanceOf(GuestInterrupts.VirtualV2m.class);
        assertThat(guest.memory())
                .extracting(MemoryRegion::name, MemoryRegion::kind)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("virt.flash0", MemoryRegion.Kind.ROM),
                        org.assertj.core.groups.Tuple.tuple(
                                "mach-virt.ram", MemoryRegion.Kind.RAM));
    }

    @Test
    void laysAGuestOnTheHostThatWasNamedFirst() throws IOException, ImportFailure {
        Path host = Path.of("sample-topologies", "x86-vtd-host.yaml");
        Path domain = Files.writeString(folder.resolve("web1.xml"), DOMAIN);
        Atlas before = Inputs.open(host, List.of(), Progress.NONE).atlas();
        Atlas atlas = Inputs.open(host, List.of(domain), Progress.NONE).atlas();
        assertThat(atlas.topology().functions()).isEqualTo(before.topology().functions());
        assertThat(guest(atlas).name()).isEqualTo("web1");
        assertThat(steps(atlas).subList(before.steps().size(), atlas.steps().size()))
                .hasExactlyElementsOfTypes(
                        Step.Bind.class, Step.Attach.class, Step.Map.class, Step.Map.class);
    }

    @Test
    void survivesBeingSaved() throws Exception {
        for (String text : List.of(DOMAIN, COMMAND, TREE)) {
            Atlas atlas = open(text);
            Atlas again = DocumentReader.read(DocumentWriter.write(atlas)).atlas();
            assertThat(again.topology()).isEqualTo(atlas.topology());
            assertThat(again.steps()).isEqualTo(atlas.steps());
        }
    }

    @Test
    void takesNoOtherXmlForAGuest() {
        assertThatThrownBy(() -> open("<?xml version='1.0'?>\n<!-- <domain> -->\n<project/>\n"))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("an XML file");
    }

    @Test
    void namesTheLineOfBrokenXml() {
        assertThatThrownBy(() -> open(DOMAIN.replace("</vcpu>", "")))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("of this XML is broken");
    }

    @Tag("jazzer")
    @FuzzTest(maxDuration = "10s")
    void opensOrRefusesAnyText(FuzzedDataProvider data) {
        String start = data.pickValue(List.of(DOMAIN, COMMAND, TREE, ""));
        int cut = data.consumeInt(0, start.length());
        try {
            open(start.substring(0, cut) + data.consumeRemainingAsString());
        } catch (ImportFailure refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
