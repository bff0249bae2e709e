package iovatlas.kernel.iommu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.address.PageSizes;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.ReservedMemory.Source;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/// The reserved regions of endpoints of a virtio-iommu.
class VirtioRegionTest {

    private static final String AT = "00:03.0";
    private static final String SW_MSI = "0x0000000008000000 0x00000000080fffff msi";

    @Test
    void virtioReportsItsOwnWindowInsteadOfTheSoftwareOne() {
        AddressRange<Iova> all = AddressRange.all(Iova.ZERO);
        PciMachine with =
                PciMachine.empty()
                        .arm()
                        .iommu(
                                "viommu0",
                                new IommuHardware.VirtioIommu(
                                        new PageSizes(-0x1000L),
                                        all,
                                        PciMachine.range(0x8090000L, 0x809ffffL)))
                        .endpoint(AT);
        PciMachine without =
                PciMachine.empty()
                        .arm()
                        .iommu(
                                "viommu0",
                                new IommuHardware.VirtioIommu(new PageSizes(-0x1000L), all, null))
                        .endpoint(AT);
        assertThat(lines(with)).containsExactly("0x0000000008090000 0x000000000809ffff msi");
        assertThat(lines(without)).containsExactly(SW_MSI);
    }

    @Test
    void virtioReportsReservedPropertiesByAddressBesideTheSoftwareWindow() {
        assertThat(lines(virtio(null)))
                .containsExactly(
                        "0x0000000000001000 0x0000000000001fff reserved",
                        SW_MSI,
                        "0x0000000040000000 0x00000000400fffff reserved");
    }

    @Test
    void virtioKeepsReservedPropertiesBesideItsOwnWindow() {
        PciMachine machine =
                virtio(PciMachine.range(0x20000000L, 0x2000ffffL))
                        .endpoint("00:04.0")
                        .reserved(Source.DEVICE_TREE, 0x40100000L, 0x401fffffL, AT);
        assertThat(
                        Grouping.boot(machine.topology(), machine.facts())
                                .regionsOf(PciAddress.parse(AT)))
                .extracting(ReservedRegion::sysfsLine)
                .as("the driver's order: announced ones by address, then those of firmware")
                .containsExactly(
                        "0x0000000000001000 0x0000000000001fff reserved",
                        "0x0000000020000000 0x000000002000ffff msi",
                        "0x0000000040000000 0x00000000400fffff reserved",
                        "0x0000000040100000 0x00000000401fffff reserved");
        assertThat(lines(machine))
                .as("touching ranges of one type become one line of the group")
                .containsExactly(
                        "0x0000000000001000 0x0000000000001fff reserved",
                        "0x0000000020000000 0x000000002000ffff msi",
                        "0x0000000040000000 0x00000000401fffff reserved");
    }

    @Test
    void virtioPropertyMayNotCoverAllAddresses() {
        AddressRange<Iova> all = AddressRange.all(Iova.ZERO);
        PageSizes pages = new PageSizes(-0x1000L);
        assertThatThrownBy(() -> new IommuHardware.VirtioIommu(pages, all, null, List.of(all)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may not cover all addresses");
    }

    private static PciMachine virtio(@Nullable AddressRange<Iova> window) {
        return PciMachine.empty()
                .arm()
                .iommu(
                        "viommu0",
                        new IommuHardware.VirtioIommu(
                                new PageSizes(-0x1000L),
                                AddressRange.all(Iova.ZERO),
                                window,
                                List.of(
                                        PciMachine.range(0x40000000L, 0x400fffffL),
                                        PciMachine.range(0x1000L, 0x1fffL))))
                .endpoint(AT);
    }

    private static List<String> lines(PciMachine machine) {
        return Groups.regionLines(Groups.of(machine), AT);
    }
}
