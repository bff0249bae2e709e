package iovatlas.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.document.DocumentWriter;
import iovatlas.observation.ObservedInterrupt;
import iovatlas.task.Progress;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.RequesterId;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Single files of a machine as inputs.
class PieceInputsTest {

    private static final String DMAR =
            """
            DMAR @ 0x0000000000000000
                0000: 44 4D 41 52 40 00 00 00 01 EC 49 4E 54 45 4C 20
                0010: 4B 42 4C 20 00 00 00 00 01 00 00 00 49 4E 54 4C
                0020: 01 00 00 00 26 01 00 00 00 00 00 00 00 00 00 00
                0030: 00 00 10 00 01 00 00 00 00 10 D9 FE 00 00 00 00
            """;

    private static final String BOARD =
            """
            /dts-v1/;
            / {
                #address-cells = <2>;
                #size-cells = <2>;
                smmu: iommu@9050000 {
                    compatible = "arm,smmu-v3";
                    reg = <0 0x9050000 0 0x20000>;
                    #iommu-cells = <1>;
                };
                pcie@10000000 {
                    device_type = "pci";
                    #address-cells = <3>;
                    #size-cells = <2>;
                    bus-range = <0 0x3f>;
                    iommu-map = <0x0 &smmu 0x5000 0x10000>;
                };
            };
            """;

    private static final String MEMORY =
            """
            40000000-4fffffff : PCI Bus 000c:00
              40000000-401fffff : PCI Bus 000c:01
            50000000-5fffffff : PCI Bus 000d:00
            100100000000-10010000ffff : GICD
            """;

    private static final String COUNTERS =
            """
                        CPU0       CPU1
             87:        287          3   ITS-MSI 76021761 Edge      nvme0q1
            """;

    private static final String DETAILS =
            """
            # cat 87
            handler:  handle_fasteoi_irq
            device:   0000:91:00.0
            status:   0x00000000
            domain:  :soc@0:its@0e050000-3
             hwirq:   0x4880001
             chip:    ITS-MSI
             msix:
              address_hi: 0x00000000
              address_lo: 0x0e060040
              msg_data:   0x00000001
            """;

    @TempDir private Path folder;

    private static Atlas open(String text) throws ImportFailure {
        return open(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Atlas open(byte[] content) throws ImportFailure {
        return Inputs.open(
                        Path.of("-"), List.of(), new ByteArrayInputStream(content), Progress.NONE)
                .atlas();
    }

    @Test
    void readsTheTablesOfAnAcpiDump() throws ImportFailure {
        Atlas atlas = open(DMAR);
        assertThat(atlas.topology().iommus())
                .extracting(Iommu::base)
                .containsExactly(HostPhysical.of(0xfed91000L));
        assertThat(atlas.topology().hostBridges())
                .extracting(HostBridge::text)
                .containsExactly("0000:00");
        IdMap map = atlas.topology().idMaps().getFirst();
        assertThat(map.map(new RequesterId(0x100))).isEqualTo(0x100);
    }

    @Test
    void readsAMailedAndQuotedDumpTheSame() throws ImportFailure {
        String mailed =
                "Subject: DMAR\r\n\r\n"
                        + DMAR.indent(0).replaceAll("(?m)^", "> ").replace("\n", "\r\n");
        assertThat(open(mailed).topology()).isEqualTo(open(DMAR).topology());
    }

    @Test
    void readsTheSourceOfADeviceTree() throws ImportFailure {
        Atlas atlas = open(BOARD);
        assertThat(atlas.topology().iommus())
                .extracting(Iommu::base)
                .containsExactly(HostPhysical.of(0x9050000));
        assertThat(atlas.topology().hostBridges().getFirst().buses()).hasToString("00-3f");
        assertThat(atlas.topology().idMaps().getFirst().map(new RequesterId(8))).isEqualTo(0x5008);
    }

    @Test
    void findsIncludedFilesBesideTheSource() throws IOException, ImportFailure {
        Files.writeString(folder.resolve("soc.dtsi"), BOARD.replace("/dts-v1/;", ""));
        Path board =
                Files.writeString(
                        folder.resolve("board.dts"), "/dts-v1/;\n#include \"soc.dtsi\"\n");
        Atlas atlas = Inputs.open(board, List.of(), Progress.NONE).atlas();
        assertThat(atlas.topology().iommus()).hasSize(1);
        Files.writeString(board, "/dts-v1/;\n#include \"../../../../etc/hostname\"\n");
        assertThat(Inputs.open(board, List.of(), Progress.NONE).notes())
                .anySatisfy(n -> assertThat(n.text()).contains("is not there"));
    }

    @Test
    void readsTheWindowsOfHostBridgesFromTheMemoryMap() throws ImportFailure {
        assertThat(open(MEMORY).topology().hostBridges())
                .extracting(b -> b.text() + " " + b.windows().getFirst().hex())
                .containsExactly("000c:00 0x40000000-0x4fffffff", "000d:00 0x50000000-0x5fffffff");
    }

    @Test
    void readsInterruptCounters() throws ImportFailure {
        assertThat(open(COUNTERS).observation().interrupts())
                .containsExactly(new ObservedInterrupt(87, "ITS-MSI", "76021761", "nvme0q1", 290));
    }

    @Test
    void readsTheMessageOfAnInterruptFromDebugfs() throws ImportFailure {
        assertThat(open(DETAILS).observation().irqs())
                .singleElement()
                .satisfies(irq -> {
                    assertThat(irq.device()).isEqualTo("0000:91:00.0");
                    assertThat(irq.address()).isEqualTo(Iova.of(0x0e060040L));
                    assertThat(irq.data()).isEqualTo(1);
                });
    }

    @Test
    void putsSeveralPiecesOfOneMachineTogether() throws IOException, ImportFailure {
        Path table = Files.writeString(folder.resolve("a"), DMAR);
        Path map =
                Files.writeString(
                        folder.resolve("b"),
                        """
                        40000000-4fffffff : PCI Bus 0000:00
                        50000000-5fffffff : other
                        """);
        Path counters = Files.writeString(folder.resolve("c"), COUNTERS);
        Atlas atlas = Inputs.open(table, List.of(map, counters), Progress.NONE).atlas();
        assertThat(atlas.topology().iommus()).hasSize(1);
        assertThat(atlas.topology().hostBridges().getFirst().windows()).hasSize(1);
        assertThat(atlas.observation().interrupts()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoPieceBesideOne() throws IOException {
        Path table = Files.writeString(folder.resolve("a"), DMAR);
        Path other = Files.writeString(folder.resolve("b"), "hello\n");
        assertThatThrownBy(() -> Inputs.open(table, List.of(other), Progress.NONE))
                .isInstanceOf(ImportFailure.class)
                .hasMessageContaining("can be laid over another input");
    }

    @Test
    void survivesBeingSaved() throws Exception {
        for (String text : List.of(DMAR, BOARD, MEMORY, COUNTERS, DETAILS)) {
            Atlas atlas = open(text);
            Atlas again = DocumentReader.read(DocumentWriter.write(atlas)).atlas();
            assertThat(again.topology()).isEqualTo(atlas.topology());
            assertThat(again.observation()).isEqualTo(atlas.observation());
        }
    }

    @Tag("jazzer")
    @FuzzTest(maxDuration = "10s")
    void opensOrRefusesAnyFile(FuzzedDataProvider data) {
        String start = data.pickValue(List.of(DMAR, BOARD, MEMORY, COUNTERS, DETAILS, ""));
        int cut = data.consumeInt(0, start.length());
        byte[] tail = data.consumeRemainingAsBytes();
        byte[] head = start.substring(0, cut).getBytes(StandardCharsets.UTF_8);
        byte[] all = java.util.Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        try {
            open(all);
        } catch (ImportFailure refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
