package iovatlas.importer.report;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.observation.ObservedGroup;
import iovatlas.task.Progress;
import iovatlas.topology.PciAddress;
import iovatlas.topology.PciFunction;
import iovatlas.topology.PciId;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/// The forms of `lspci -vmm`, which other programs read.
class MachineReadableListingTest {

    private static final String BLOCKS =
            """
            Slot:\t00:00.0
            Class:\tHost bridge [0600]
            Vendor:\tIntel Corporation [8086]
            Device:\t82G33/G31/P35/P31 Express DRAM Controller [29c0]
            SVendor:\tRed Hat, Inc. [1af4]
            SDevice:\tQEMU Virtual Machine [1100]
            IOMMUGroup:\t0

            Slot:\t00:01.0
            Class:\tPCI bridge [0604]
            Vendor:\tRed Hat, Inc. [1b36]
            Device:\tQEMU PCIe Root port [000c]
            Driver:\tpcieport
            IOMMUGroup:\t1

            Slot:\t01:00.0
            Class:\tUSB controller [0c03]
            Vendor:\tRenesas Technology Corp. [1912]
            Device:\tuPD720201 USB 3.0 Host Controller [0014]
            Rev:\t03
            ProgIf:\t30
            Driver:\txhci_hcd
            Module:\txhci_pci
            NUMANode:\t0
            IOMMUGroup:\t2
            """;

    @Test
    void namedFieldsOfABlockAreTheFunctions() {
        Atlas atlas = read(BLOCKS);
        assertThat(atlas.topology().functions())
                .extracting(f -> f.at().shortText())
                .containsExactly("00:00.0", "00:01.0", "01:00.0");
        PciFunction usb = function(atlas, "01:00.0");
        assertThat(usb.identity().id()).isEqualTo(PciId.parse("1912:0014"));
        assertThat(usb.identity().classCode()).isEqualTo(0x0c0330);
        assertThat(usb.identity().revision()).isEqualTo(3);
        assertThat(usb.driver()).isEqualTo("xhci_hcd");
        assertThat(function(atlas, "00:01.0").kind().isBridge()).isTrue();
        assertThat(function(atlas, "00:00.0").identity().subsystem())
                .isEqualTo(PciId.parse("1af4:1100"));
        assertThat(atlas.observation().groups())
                .extracting(ObservedGroup::number)
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void numbersAloneAndNamesAloneAreTakenToo() {
        Atlas atlas =
                read(
                        """
                        Slot:   0001:03:00.0
                        Class:  0200
                        Vendor: 8086
                        Device: 1572
                        Driver: vfio-pci

                        Device:\t0001:04:00.0
                        Class:\tEthernet controller
                        Vendor:\tIntel Corporation
                        Device:\tDevice 1592
                        """);
        PciFunction numbers = function(atlas, "0001:03:00.0");
        assertThat(numbers.identity().id()).isEqualTo(PciId.parse("8086:1572"));
        assertThat(numbers.driver()).isEqualTo("vfio-pci");
        PciFunction names = function(atlas, "0001:04:00.0");
        assertThat(names.identity().id()).isEqualTo(PciId.parse("8086:1592"));
        assertThat(names.identity().baseAndSubClass()).isEqualTo(0x0200);
    }

    @Test
    void hexDumpBelowABlockWins() {
        Atlas atlas =
                read(
                        """
                        Slot:\t00:02.0
                        Class:\tEthernet controller [0200]
                        Vendor:\tIntel Corporation [8086]
                        Device:\t82540EM [100e]
                        00: 86 80 d3 10 07 01 10 00 00 00 00 02 00 00 00 00
                        """);
        assertThat(function(atlas, "00:02.0").identity().id()).isEqualTo(PciId.parse("8086:10d3"));
    }

    private static Atlas read(String text) {
        Pieces pieces = new Pieces();
        assertThat(pieces.addText("listing", text.getBytes(StandardCharsets.UTF_8))).isTrue();
        return pieces.read(Progress.NONE);
    }

    private static PciFunction function(Atlas atlas, String at) {
        return atlas.topology().function(PciAddress.parse(at)).orElseThrow();
    }
}
