package iovatlas.importer.lspci;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.importer.ImportFailure;
import iovatlas.importer.Inputs;
import iovatlas.task.Progress;
import iovatlas.topology.BusRange;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.Topology;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

class MonitorListingTest {

    private static final String ANSWER =
            """
            QEMU 10.0.0 monitor - type 'help' for more information
            (qemu) info pci
              Bus  0, device   0, function 0:
                Host bridge: PCI device 8086:29c0
                  PCI subsystem 1af4:1100
                  id ""
              Bus  0, device   3, function 0:
                PCI bridge: PCI device 1b36:000c
                  IRQ 10, pin A
                  BUS 0.
                  secondary bus 1.
                  subordinate bus 1.
                  IO range [0xf000, 0x0fff]
                  memory range [0xfe800000, 0xfe9fffff]
                  BAR0: 32 bit memory at 0xfea00000 [0xfea00fff].
                  id "rp1"
              Bus  1, device   0, function 0:
                Ethernet controller: PCI device 8086:10d3
                  PCI subsystem 8086:0000
                  IRQ 10, pin A
                  BAR0: 32 bit memory at 0xfe840000 [0xfe85ffff].
                  BAR2: I/O at 0xffffffffffffffff [0x001e].
                  id "net0"
              Bus  0, device  31, function 7:
                Class 0880: PCI device 8086:2918
                  id ""
            """;

    private static Topology open(String text) throws ImportFailure {
        return Inputs.open(
                        Path.of("-"),
                        List.of(),
                        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                        Progress.NONE)
                .atlas()
                .topology();
    }

    private static PciFunction function(Topology topology, String at) {
        return topology.function(PciAddress.parse(at)).orElseThrow();
    }

    @Test
    void readsWhatTheMonitorOfQemuAnswers() throws ImportFailure {
        Topology topology = open(ANSWER);
        assertThat(topology.functions()).hasSize(4);
        PciFunction port = function(topology, "0000:00:03.0");
        assertThat(port.kind().isBridge()).isTrue();
        assertThat(port.buses()).isEqualTo(new BusRange(1, 1));
        PciFunction card = function(topology, "0000:01:00.0");
        assertThat(card.identity().id()).hasToString("8086:10d3");
        assertThat(card.identity().classCode() >> 8).isEqualTo(0x0200);
        assertThat(function(topology, "0000:00:1f.7").identity().classCode() >> 8)
                .isEqualTo(0x0880);
    }

    @Test
    void leavesOtherTextsAlone() {
        List<String> lines = List.of("00:01.0 PCI bridge [0604]: x [8086:0001]", "\tBus: x");
        assertThat(MonitorListing.translated(lines)).isSameAs(lines);
    }
}
