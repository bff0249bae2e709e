package iovatlas.kernel.iommu;

import static iovatlas.topology.FunctionKind.CONVENTIONAL;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.kernel.DomainType;
import iovatlas.kernel.Errno;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.pci.PciMachine;
import iovatlas.topology.PciAddress;

import org.junit.jupiter.api.Test;

class TypeWriteTest {

    private static final PciAddress NIC = PciAddress.parse("01:00.0");

    @Test
    void writesToTheTypeFileAnswerAsTheKernel() {
        PciMachine machine = PciMachine.vtd().endpoint("00:03.0");
        GroupTable table = Groups.of(machine);
        PciAddress at = PciAddress.parse("00:03.0");
        var changed = table.setType(at, DomainType.IDENTITY, false);
        assertThat(changed.state().groupOf(at).orElseThrow().type()).isEqualTo(DomainType.IDENTITY);
        assertThat(table.setType(at, DomainType.IDENTITY, true).outcome().error())
                .hasValue(Errno.EPERM);
        assertThat(table.setType(at, DomainType.BLOCKED, false).outcome().error())
                .hasValue(Errno.EINVAL);
        GroupTable strict = table.setType(at, DomainType.DMA, false).state();
        assertThat(strict.setType(at, DomainType.DMA_FQ, true).outcome().isOk()).isTrue();
        assertThat(
                        Groups.of(machine.release(KernelRelease.V4_19))
                                .setType(at, DomainType.DMA, false)
                                .outcome()
                                .error())
                .hasValue(Errno.EACCES);
        assertThat(table.setType(NIC, DomainType.DMA, false).outcome().error())
                .hasValue(Errno.ENODEV);
    }

    @Test
    void groupsOfSeveralFunctionsKeptTheirTypeInOldKernels() {
        PciMachine machine =
                PciMachine.vtd()
                        .part(CONVENTIONAL, "00:03.0", null)
                        .part(CONVENTIONAL, "00:03.1", null);
        PciAddress at = PciAddress.parse("00:03.0");
        assertThat(
                        Groups.of(machine.release(KernelRelease.V6_1))
                                .setType(at, DomainType.IDENTITY, false)
                                .outcome()
                                .error())
                .hasValue(Errno.EINVAL);
        assertThat(
                        Groups.of(machine.release(KernelRelease.V6_12))
                                .setType(at, DomainType.IDENTITY, false)
                                .outcome()
                                .isOk())
                .isTrue();
    }

    @Test
    void theRuleThatChoseTheTypeIsNamed() {
        GroupTable table = Groups.of(PciMachine.vtd().endpoint("00:03.0"));
        assertThat(table.bootType(0).reason().text())
                .isEqualTo("the default domain type of this kernel (default)");
    }
}
