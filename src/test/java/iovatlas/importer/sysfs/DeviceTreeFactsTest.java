package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.atlas.Atlas;
import iovatlas.importer.ImportFailure;
import iovatlas.importer.devicetree.BlobBytes;
import iovatlas.topology.PciFunction;

import org.junit.jupiter.api.Test;

/// What a device tree says of single devices.
class DeviceTreeFactsTest {

    private static final String ROOT = "sys/devices/platform/10000000.pcie/pci0000:00";

    @Test
    void aPlatformDeviceHasItsOwnReservedRanges() throws ImportFailure {
        assertThat(atlas().topology().reservedMemory())
                .singleElement()
                .satisfies(memory -> {
                    assertThat(memory.platformDevices()).containsExactly("9000000.display");
                    assertThat(memory.devices()).isEmpty();
                    assertThat(memory.range()).hasToString("0x40000000-0x400fffff");
                    assertThat(memory.backing()).isEqualTo(memory.range());
                });
    }

    @Test
    void aMarkedPortLeadsOutOfTheMachine() throws ImportFailure {
        assertThat(atlas().topology().functions())
                .filteredOn(PciFunction::externalFacing)
                .extracting(f -> f.at().shortText())
                .containsExactly("00:01.0");
    }

    @Test
    void aHostBridgeTakesInTheBusAddressesOfItsInboundRanges() throws ImportFailure {
        assertThat(atlas().topology().hostBridges())
                .singleElement()
                .satisfies(bridge ->
                        assertThat(bridge.dmaRanges())
                                .extracting(Object::toString)
                                .containsExactly("0x00000000-0x3fffffff"));
    }

    private static Atlas atlas() throws ImportFailure {
        return new MachineFiles()
                .file("proc/version", MachineFiles.ARM)
                .function(ROOT, "0000:00:01.0", MachineFiles.bridge(4, 1, 1))
                .function(ROOT, "0000:00:02.0", MachineFiles.bridge(4, 2, 2))
                .file("sys/firmware/fdt", blob())
                .open();
    }

    private static byte[] blob() {
        BlobBytes blob =
                new BlobBytes().open("").cells("#address-cells", 1).cells("#size-cells", 1);
        blob.open("reserved-memory").cells("#address-cells", 1).cells("#size-cells", 1);
        blob.open("framebuffer@40000000")
                .cells("reg", 0x40000000, 0x100000)
                .cells("phandle", 1)
                .cells("iommu-addresses", 2, 0x40000000, 0x100000)
                .close()
                .close();
        blob.open("display@9000000")
                .cells("reg", 0x9000000, 0x1000)
                .cells("phandle", 2)
                .cells("iommus", 3, 5)
                .cells("memory-region", 1)
                .close();
        blob.open("pcie@10000000")
                .text("compatible", "pci-host-ecam-generic")
                .text("device_type", "pci")
                .cells("#address-cells", 3)
                .cells("#size-cells", 2)
                .cells("reg", 0x10000000, 0x1000000)
                .cells("bus-range", 0, 255)
                .cells("dma-ranges", 0x43000000, 0, 0, 0x80000000, 0, 0x40000000)
                .cells("ranges", 0x02000000, 0, 0x20000000, 0x20000000, 0, 0x10000000);
        blob.open("port@1,0")
                .text("device_type", "pci")
                .cells("reg", 1 << 11, 0, 0, 0, 0)
                .cells("external-facing")
                .close()
                .close();
        return blob.close().finished();
    }
}
