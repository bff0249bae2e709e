package iovatlas.importer.report;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.diagnostic.Verification;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.kernel.Provenance;
import iovatlas.kernel.iommu.Grouping;
import iovatlas.observation.Note;
import iovatlas.observation.ObservedFunction;
import iovatlas.observation.ObservedGroup;
import iovatlas.task.Progress;
import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.MsiCapability;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.ResetMethod;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Machines put together from texts.
class PiecesTest {

    private static Atlas read(String... texts) {
        Pieces pieces = new Pieces();
        int number = 0;
        for (String text : texts) {
            String name = "text" + number++;
            assertThat(pieces.addText(name, text.getBytes(StandardCharsets.UTF_8))).isTrue();
        }
        return pieces.read(Progress.NONE);
    }

    private static PciFunction function(Atlas atlas, String at) {
        return atlas.topology().function(PciAddress.parse(at)).orElseThrow();
    }

    private static ObservedFunction observed(Atlas atlas, String at) {
        return atlas.observation().functions().stream()
                .filter(f -> f.at().equals(PciAddress.parse(at)))
                .findFirst()
                .orElseThrow();
    }

    private static Verification verified(Atlas atlas) {
        return Verification.of(Grouping.boot(atlas.topology(), atlas.boot()), atlas.observation());
    }

    @Test
    void verboseListingGivesWhatConfigurationSpaceWould() {
        Atlas atlas = read(MachineTexts.LISTING);
        PciFunction port = function(atlas, "00:01.0");
        assertThat(port.kind()).isEqualTo(FunctionKind.ROOT_PORT);
        assertThat(port.buses()).isEqualTo(new BusRange(1, 2));
        assertThat(port.driver()).isEqualTo("pcieport");
        assertThat(port.capabilities().interruptPin()).isEqualTo(1);
        assertThat(port.capabilities().msi()).isEqualTo(new MsiCapability(4, false, true));
        assertThat(Objects.requireNonNull(port.capabilities().acs()).capability()).isEqualTo(0x1f);
        assertThat(observed(atlas, "00:01.0").acsControl()).isEqualTo(0x1d);
        assertThat(observed(atlas, "00:01.0").msiEnabled()).isTrue();
        assertThat(observed(atlas, "00:01.0").vectors()).hasSize(1);
        PciFunction nic = function(atlas, "01:00.0");
        assertThat(nic.identity().id()).hasToString("8086:1572");
        assertThat(nic.identity().classCode()).isEqualTo(0x020000);
        assertThat(nic.bars()).hasSize(1);
        assertThat(Objects.requireNonNull(nic.capabilities().msix()).tableSize()).isEqualTo(129);
        assertThat(nic.capabilities().resets()).contains(ResetMethod.FLR);
        assertThat(nic.capabilities().ari()).isTrue();
        assertThat(Objects.requireNonNull(nic.capabilities().sriov()).enabledVfs()).isEqualTo(2);
    }

    @Test
    void virtualFunctionsAreFoundByTheCapabilityOfTheirPhysicalFunction() {
        Atlas atlas = read(MachineTexts.LISTING);
        PciFunction second = function(atlas, "01:02.1");
        assertThat(Objects.requireNonNull(second.virtual()).physical())
                .isEqualTo(PciAddress.parse("01:00.0"));
        assertThat(Objects.requireNonNull(second.virtual()).index()).isEqualTo(1);
        assertThat(function(atlas, "01:02.0").multifunction()).isFalse();
    }

    @Test
    void groupsAreComputedAndAgreeWithTheListed() {
        Atlas atlas = read(MachineTexts.LISTING, MachineTexts.LOG);
        assertThat(verified(atlas).mismatches()).isEmpty();
        assertThat(atlas.observation().groups()).hasSize(7);
        assertThat(atlas.boot().release().value()).hasToString("6.12.9");
        assertThat(atlas.boot().release().provenance()).isEqualTo(Provenance.LOG);
        assertThat(atlas.boot().commandLine().value().has("ro")).isTrue();
        assertThat(atlas.topology().platformDevices()).hasSize(1);
    }

    @Test
    void aReportWithSeveralPartsIsTheSameAsItsParts() {
        Atlas together = read("LSPCI\n" + MachineTexts.LISTING + "\nDMESG\n" + MachineTexts.LOG);
        Atlas apart = read(MachineTexts.LISTING, MachineTexts.LOG);
        assertThat(together.topology()).isEqualTo(apart.topology());
        assertThat(together.boot()).isEqualTo(apart.boot());
        assertThat(together.observation().groups()).isEqualTo(apart.observation().groups());
    }

    @Test
    void mailProgramsChangeNothing() {
        Atlas plain = read(MachineTexts.LISTING);
        String quoted = MachineTexts.LISTING.replaceAll("(?m)^", "> ").replace("\n", "\r\n");
        assertThat(read(quoted).topology()).isEqualTo(plain.topology());
        String spaces = MachineTexts.LISTING.replace("\t", "        ").replace(": ", ":\u00a0");
        assertThat(read(spaces).topology()).isEqualTo(plain.topology());
        String wrapped =
                MachineTexts.LISTING
                        .replace("CmpltRedir+ Up", "CmpltRedir+ \nUp")
                        .replace("Device [8086:1572]", "\nDevice [8086:1572]")
                        .replace("Number of VFs", "\nNumber of VFs");
        assertThat(read(wrapped).topology()).isEqualTo(plain.topology());
    }

    @Test
    void hexWinsOverDecodedText() {
        String listing =
                """
                00:01.0 PCI bridge [0604]: Example [8086:460d] (rev 02)
                \tBus: primary=00, secondary=07, subordinate=07, sec-latency=0
                \tCapabilities: [40] Express (v2) Upstream Port, MSI 00
                00: 86 80 0d 46 07 04 10 00 02 00 04 06 10 00 81 00
                10: 00 00 00 00 00 00 00 00 00 01 02 00 f0 00 00 20
                20: f0 ff 00 00 f1 ff 01 00 00 00 00 00 00 00 00 00
                30: 00 00 00 00 40 00 00 00 00 00 00 00 ff 01 00 00
                40: 10 00 42 01 00 00 00 00 00 00 00 00 00 00 00 00
                """;
        PciFunction port = function(read(listing), "00:01.0");
        assertThat(port.buses()).isEqualTo(new BusRange(1, 2));
        assertThat(port.kind()).isEqualTo(FunctionKind.ROOT_PORT);
        assertThat(port.multifunction()).isTrue();
    }

    @Test
    void segmentsAreReadWithAnyNumberOfDigits() {
        Atlas atlas =
                read(
                        """
                        10000:e1:00.0 Non-Volatile memory controller [0108]: Example [144d:a808]
                        3:00:1f.0 PCI bridge [0604]: Example [0014:7a09]
                        0004:01:00.0 Ethernet controller [0200]: Example [8086:1533]
                        """);
        assertThat(atlas.topology().functions())
                .extracting(f -> f.at().toString())
                .containsExactly("0003:00:1f.0", "0004:01:00.0", "10000:e1:00.0");
    }

    @Test
    void treesTellTheBuses() {
        Atlas atlas =
                read(
                        """
                        -+-[0001:80]---00.0-[81]----00.0
                         \\-[0000:00]-+-00.0
                                     +-01.0-[01-03]----00.0-[02-03]--+-00.0-[03]--+-00.0
                                     |                               |            \\-00.1
                                     |                               \\-01.0
                                     \\-1f.0
                        """);
        assertThat(atlas.topology().functions())
                .extracting(f -> f.at() + (f.buses() == null ? "" : "=" + f.buses()))
                .containsExactly(
                        "0000:00:00.0",
                        "0000:00:01.0=01-03",
                        "0000:00:1f.0",
                        "0000:01:00.0=02-03",
                        "0000:02:00.0=03",
                        "0000:02:01.0",
                        "0000:03:00.0",
                        "0000:03:00.1",
                        "0001:80:00.0=81",
                        "0001:81:00.0");
    }

    @Test
    void listingsOfGroupsAreReadInEveryShape() {
        String host = "00:00.0 Host bridge [0600]: Intel Corporation Example [8086:4660]";
        String card = "03:00.1 Audio device [0403]: Example [10de:10f8]";
        List<String> shapes =
                List.of(
                        "IOMMU Group 0:\n\t" + host + "\nIOMMU Group 12:\n\t" + card + "\n",
                        "IOMMU Group 0 " + host + "\nIOMMU Group 12 " + card + "\n",
                        "### Group 0 ###\n    " + host + "\n### Group 12 ###\n    " + card + "\n",
                        """
                        Group 0:        [8086:4660]     00:00.0  Host bridge      Example
                        Group 12:       [10de:10f8] [R] 03:00.1  Audio device     Example
                        """,
                        "IOMMU: dmar0\n  IOMMU Group: 0\n    Group Device: 0000:"
                                + host.replace("0 Host", "0 - Host")
                                + "\n  IOMMU Group: 12\n    Group Device: 0000:"
                                + card.replace("1 Audio", "1 - Audio")
                                + "\n",
                        """
                        /sys/kernel/iommu_groups/0/devices/0000:00:00.0
                        /sys/kernel/iommu_groups/12/devices/0000:03:00.1
                        """,
                        """
                        ┌──────────┬────────┬──────────────┬────────────┬────────┐
                        │ class    │ device │ id           │ iommugroup │ vendor │
                        ╞══════════╪════════╪══════════════╪════════════╪════════╡
                        │ 0x060000 │ 0x4660 │ 0000:00:00.0 │          0 │ 0x8086 │
                        ├──────────┼────────┼──────────────┼────────────┼────────┤
                        │ 0x040300 │ 0x10f8 │ 0000:03:00.1 │         12 │ 0x10de │
                        └──────────┴────────┴──────────────┴────────────┴────────┘
                        """,
                        "{\"groups\": {\"0\": [\"0000:00:00.0\"], \"12\": [\"0000:03:00.1\"]}}",
                        "{\"groups\": [{\"group\": 0, \"devices\": [\"0000:00:00.0\"]},"
                                + "{\"group\": 12, \"devices\": [\"0000:03:00.1\"]}]}");
        for (String shape : shapes) {
            assertThat(read(shape).observation().groups())
                    .as(shape)
                    .extracting(ObservedGroup::number, ObservedGroup::members)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(0, List.of("0000:00:00.0")),
                            org.assertj.core.groups.Tuple.tuple(12, List.of("0000:03:00.1")));
        }
    }

    @Test
    void theLogAloneGivesFunctionsBusesAndGroups() {
        Atlas atlas = read(MachineTexts.LOG);
        assertThat(function(atlas, "00:01.0").kind()).isEqualTo(FunctionKind.ROOT_PORT);
        assertThat(function(atlas, "00:01.0").buses()).isEqualTo(new BusRange(1, 2));
        assertThat(function(atlas, "01:00.0").driver()).isEqualTo("i40e");
        assertThat(atlas.topology().iommus()).hasSize(1);
        // Without the ACS capability of the port the NIC cannot be told to be isolated.
        assertThat(verified(atlas).mismatches()).isNotEmpty();
    }

    @Test
    void piecesThatDifferAreNoted() {
        Atlas atlas =
                read(
                        MachineTexts.LISTING,
                        MachineTexts.LOG
                                .replace("8086:1572", "8086:1573")
                                .replace("[bus 03]", "[bus 05]")
                                .replace(
                                        "03:00.1: Adding to iommu group 2",
                                        "03:00.1: Adding to iommu group 9"));
        assertThat(atlas.observation().notes())
                .extracting(Note::text)
                .anyMatch(t -> t.contains("1572 in the listing, 1573 in the kernel log"))
                .anyMatch(t -> t.contains("bus 03 below it in the listing, 05"))
                .anyMatch(t -> t.contains("different groups"));
        assertThat(function(atlas, "01:00.0").identity().id()).hasToString("8086:1572");
    }

    @Test
    void linesThatNobodyUnderstandsAreCountedWithTheirNumbers() {
        Atlas atlas = read("hello\n\n" + MachineTexts.LISTING + "\ngood bye\n");
        assertThat(atlas.observation().notes())
                .extracting(Note::text)
                .anyMatch(t -> t.startsWith("2 lines are not understood: line 1, "));
    }

    @Test
    void brokenCapabilityListsAreReadAsFarAsTheyGo() {
        Atlas atlas =
                read(
                        """
                        00:01.0 PCI bridge [0604]: Example [8086:460d]
                        \tCapabilities: [40] Express (v2) Root Port (Slot+), MSI 00
                        \tCapabilities: [40] <chain looped>
                        \tCapabilities: [fff] <chain broken>
                        \tCapabilities: [100 v15] <unreadable>
                        \tCapabilities: [ffc v1] Access Control Services
                        \t\tACSCap:\tSrcValid+
                        """);
        assertThat(function(atlas, "00:01.0").kind()).isEqualTo(FunctionKind.ROOT_PORT);
    }

    @Test
    void oldSpellingsAreRead() {
        Atlas atlas =
                read(
                        """
                        00:01.0 Class 0604: 8086:460d (rev 02)
                        \tBus: primary=00, secondary=01, subordinate=01, sec-latency=0
                        \tCapabilities: [80] Message Signalled Interrupts: Mask+ 64bit+ Queue=0/3 Enable-
                        \tCapabilities: [a0] Express Root Port (Slot-) IRQ 0
                        01:00.0 0200: 8086:1572
                        \tCapabilities: [70] MSI-X: Enable- Mask- TabSize=17
                        """);
        assertThat(function(atlas, "00:01.0").kind()).isEqualTo(FunctionKind.ROOT_PORT);
        assertThat(function(atlas, "00:01.0").capabilities().msi())
                .isEqualTo(new MsiCapability(8, true, true));
        assertThat(
                        Objects.requireNonNull(function(atlas, "01:00.0").capabilities().msix())
                                .tableSize())
                .isEqualTo(17);
    }

    @Test
    void whatNoPrivilegeCouldReadIsNoted() {
        Atlas atlas =
                read(
                        """
                        00:01.0 PCI bridge: Intel Corporation Device 460d
                        \tCapabilities: <access denied>
                        \tKernel driver in use: pcieport
                        """);
        assertThat(function(atlas, "00:01.0").kind()).isEqualTo(FunctionKind.ROOT_PORT);
        assertThat(function(atlas, "00:01.0").identity().id()).hasToString("8086:460d");
        assertThat(atlas.observation().notes())
                .extracting(Note::text)
                .anyMatch(t -> t.contains("capabilities are not known"))
                .anyMatch(t -> t.contains("nothing tells the buses below"));
    }

    @Test
    void acpidumpTextGivesTheTables() {
        Atlas atlas =
                read(
                        MachineTexts.LISTING
                                + """

                                DMAR @ 0x0000000000000000
                                    0000: 44 4D 41 52 40 00 00 00 01 00 45 58 41 4D 50 4C  DMAR@.....EXAMPL
                                    0010: 45 20 20 20 20 20 20 20 01 00 00 00 45 58 41 4D  E       ....EXAM
                                    0020: 01 00 00 00 26 01 00 00 00 00 00 00 00 00 00 00  ....&...........
                                    0030: 00 00 10 00 01 00 00 00 00 10 D9 FE 00 00 00 00  ................

                                """);
        assertThat(atlas.topology().iommus()).hasSize(1);
        assertThat(atlas.topology().iommus().getFirst().base()).hasToString("0x00000000fed91000");
    }

    @Test
    void aSavedMachineHasTheSameGroups() throws Exception {
        Atlas atlas = read(MachineTexts.LISTING, MachineTexts.LOG);
        Atlas saved = DocumentReader.read(DocumentWriter.write(atlas)).atlas();
        assertThat(saved.topology()).isEqualTo(atlas.topology());
        assertThat(verified(saved).mismatches()).isEmpty();
    }

    @Test
    void textsWithoutAMachineAreNoPiece() {
        Pieces pieces = new Pieces();
        assertThat(pieces.addText("a", "hello\nworld\n".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(pieces.addText("b", "{\"a\": 1}".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(pieces.isEmpty()).isTrue();
    }
}
