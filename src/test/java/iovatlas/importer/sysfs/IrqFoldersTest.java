package iovatlas.importer.sysfs;

import static org.assertj.core.api.Assertions.assertThat;

import iovatlas.address.Iova;
import iovatlas.importer.ImportFailure;
import iovatlas.observation.Observation;
import iovatlas.observation.ObservedIrq;
import iovatlas.observation.ObservedIrqDomain;

import org.junit.jupiter.api.Test;

class IrqFoldersTest {

    private static final String IRQS = "sys/kernel/debug/irq/irqs/";
    private static final String DOMAINS = "sys/kernel/debug/irq/domains/";
    private static final String NIC = "sys/devices/pci0000:00/0000:00:04.0";

    private static MachineFiles machine(String version) {
        return new MachineFiles()
                .file("proc/version", version)
                .function("sys/devices/pci0000:00", "0000:00:04.0", MachineFiles.endpoint(0x020000))
                .file(NIC + "/msi_irqs/57", "msix\n")
                .file(
                        IRQS + "1",
                        """
                        handler:  handle_percpu_devid_irq
                        device:   (null)
                        domain:  irqchip@0x0000000008000000-1
                         hwirq:   0x0
                         chip:    GICv3
                        """);
    }

    private static final String ARM_IRQ =
            """
            handler:  handle_fasteoi_irq
            device:   0000:00:04.0
            dstate:   0x59030200
                        IRQD_ACTIVATED
                        IRQD_IRQ_MASKED
                        IRQD_SINGLE_TARGET
            affinity: 0-1
            effectiv: 1
            domain:  ITS-PCI-MSIX-0000:00:04.0-11
             hwirq:   0x1
             chip:    ITS-PCI-MSIX-0000:00:04.0
              flags:   0x20

              address_hi: 0x00000001
              address_lo: 0xfffff040
              msg_data:   0x00000001
             parent:
                domain:  irqchip@0x0000000008080000-5
                 hwirq:   0x2093
                 chip:    ITS
            """;

    @Test
    void readsTheMessageAndTheDomainsOfAnInterrupt() throws ImportFailure {
        Observation seen =
                machine(MachineFiles.ARM).file(IRQS + "57", ARM_IRQ).open().observation();
        assertThat(seen.irqs()).hasSize(1);
        ObservedIrq irq = seen.irqs().getFirst();
        assertThat(irq.number()).isEqualTo(57);
        assertThat(irq.device()).isEqualTo("0000:00:04.0");
        assertThat(irq.address()).isEqualTo(Iova.of(0x1_ffff_f040L));
        assertThat(irq.data()).isEqualTo(1);
        assertThat(irq.affinity()).isEqualTo("0-1");
        assertThat(irq.effective()).isEqualTo("1");
        assertThat(irq.flags()).containsExactly("IRQD_ACTIVATED", "IRQD_IRQ_MASKED");
        assertThat(irq.levels()).extracting(ObservedIrq.Level::hwirq).containsExactly(1L, 0x2093L);
        assertThat(irq.levels().getLast().domain()).isEqualTo("irqchip@0x0000000008080000-5");
    }

    @Test
    void readsVectorAndTargetOfAnX86Interrupt() throws ImportFailure {
        String text =
                """
                device:   0000:00:04.0
                effectiv: 1
                domain:  IR-PCI-MSIX-0000:00:04.0-11
                 hwirq:   0x0
                 chip:    IR-PCI-MSIX-0000:00:04.0

                  address_hi: 0x00000000
                  address_lo: 0xfee00218
                  msg_data:   0x00000000
                 parent:
                    domain:  INTEL-IR-0-12
                     hwirq:   0x100000
                     chip:    INTEL-IR
                     Vector:    33
                     Target:     1
                """;
        ObservedIrq irq =
                machine(MachineFiles.X86)
                        .file(IRQS + "57", text)
                        .open()
                        .observation()
                        .irqs()
                        .getFirst();
        assertThat(irq.vector()).isEqualTo(33);
        assertThat(irq.target()).isEqualTo(1);
        assertThat(irq.levels().get(1).hwirq()).isEqualTo(0x100000);
    }

    @Test
    void takesTheCpusFromProcWhereDebugfsIsAbsent() throws ImportFailure {
        ObservedIrq irq =
                machine(MachineFiles.ARM)
                        .file("proc/irq/57/smp_affinity_list", "0-3\n")
                        .file("proc/irq/57/effective_affinity_list", "2\n")
                        .file("proc/irq/9/smp_affinity_list", "0-3\n")
                        .open()
                        .observation()
                        .irqs()
                        .getFirst();
        assertThat(irq.number()).isEqualTo(57);
        assertThat(irq.affinity()).isEqualTo("0-3");
        assertThat(irq.effective()).isEqualTo("2");
        assertThat(irq.address()).isNull();
    }

    @Test
    void readsADomainWithoutItsParentsLines() throws ImportFailure {
        String text =
                """
                name:   irqchip@0x0000000008080000-5
                 size:   0
                 mapped: 17
                 flags:  0x00000923
                            IRQ_DOMAIN_FLAG_ISOLATED_MSI
                 parent: irqchip@0x0000000008000000-1
                    name:   irqchip@0x0000000008000000-1
                     mapped: 70
                     flags:  0x00000003
                """;
        Observation seen =
                machine(MachineFiles.ARM)
                        .file(DOMAINS + "its", text)
                        .file(DOMAINS + "default", "")
                        .open()
                        .observation();
        assertThat(seen.irqDomains())
                .containsExactly(
                        new ObservedIrqDomain(
                                "irqchip@0x0000000008080000-5",
                                "irqchip@0x0000000008000000-1",
                                17,
                                0x923));
        assertThat(seen.irqDomains().getFirst().isolatedMsi()).isTrue();
    }
}
