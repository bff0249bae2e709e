package iovatlas.importer.dmesg;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.topology.BusRange;
import iovatlas.topology.FunctionKind;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Objects;

/// Messages of kernel logs.
class KernelLogTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[    0.000000] iommu: Default domain type: Translated",
                "<6>[    0.000000] iommu: Default domain type: Translated",
                "[    0.000000][    T0] iommu: Default domain type: Translated",
                "[    0.000000] [    T1] iommu: Default domain type: Translated",
                "[Mon Nov 24 12:46:12 2025] iommu: Default domain type: Translated",
                "Nov 24 12:46:12 box kernel: iommu: Default domain type: Translated",
                "Nov 24 12:46:12 box kernel: [    0.000000] iommu: Default domain type: Translated",
                "2025-11-24T12:46:12.123456+01:00 box kernel: iommu: Default domain type:"
                        + " Translated",
                "2025-11-24T12:46:12,123456+01:00 iommu: Default domain type: Translated",
                "kern  :info  : [    0.000000] iommu: Default domain type: Translated"
            })
    void timeStampsOfEveryKindAreTakenOff(String line) {
        assertThat(KernelLog.isStamped(line)).isTrue();
        assertThat(KernelLog.message(line)).isEqualTo("iommu: Default domain type: Translated");
    }

    @Test
    void aMessageWithoutAStampStays() {
        assertThat(KernelLog.isStamped("pci 0000:00:00.0: enabled")).isFalse();
        assertThat(KernelLog.message(" pci 0000:00:00.0: enabled"))
                .isEqualTo("pci 0000:00:00.0: enabled");
    }

    @Test
    void enumerationTellsKindsAndTheLastBuses() {
        Map<PciAddress, LoggedFunction> functions =
                LoggedFunctions.read(
                        KernelLog.parse(
                                """
                                pci 0000:00:1c.0: [8086:a294] type 01 class 0x060400
                                pci 0000:00:1c.0: PCI bridge to [bus 02]
                                pci 0000:00:1c.0: PCI bridge to [bus 02-05]
                                pcieport 0000:00:1c.0: AER: enabled
                                pci 10000:e0:06.0: [8086:464d] type 01 class 0x060400 PCIe Root Port
                                nvme 0000:02:00.0: 8/0/0 default/read/poll queues
                                """));
        LoggedFunction port = functions.get(PciAddress.parse("00:1c.0"));
        assertThat(Objects.requireNonNull(port).buses()).isEqualTo(new BusRange(2, 5));
        assertThat(port.driver()).isEqualTo("pcieport");
        assertThat(port.kind()).isNull();
        assertThat(Objects.requireNonNull(functions.get(PciAddress.parse("10000:e0:06.0"))).kind())
                .isEqualTo(FunctionKind.ROOT_PORT);
        assertThat(Objects.requireNonNull(functions.get(PciAddress.parse("02:00.0"))).enumerated())
                .isFalse();
    }

    @Test
    void groupsAreReadInBothSpellings() {
        Map<String, LoggedGroups.Member> members =
                LoggedGroups.read(
                        KernelLog.parse(
                                """
                                iommu: Adding device 0000:00:00.0 to group 0
                                pci 0000:00:01.0: Adding to iommu group 1
                                fsl_mc_dprc dprc.1: Adding to iommu group 2
                                iommu: Adding device 0000:00:02.0 to group 3
                                iommu: Removing device 0000:00:02.0 from group 3
                                pci 0000:00:01.0: Removing from iommu group 1
                                vfio-pci 0000:00:01.0: Adding to iommu group 4
                                """));
        assertThat(members)
                .containsOnlyKeys("0000:00:00.0", "dprc.1", "0000:00:01.0")
                .containsEntry("dprc.1", new LoggedGroups.Member(2, "fsl_mc_dprc"))
                .containsEntry("0000:00:01.0", new LoggedGroups.Member(4, "vfio-pci"));
    }
}
