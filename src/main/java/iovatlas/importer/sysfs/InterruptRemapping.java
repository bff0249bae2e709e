package iovatlas.importer.sysfs;

import iovatlas.importer.acpi.Dmar;
import iovatlas.importer.acpi.Ivrs;
import iovatlas.importer.acpi.IvrsHardware;
import iovatlas.importer.acpi.Madt;
import iovatlas.importer.dmesg.KernelLog;
import iovatlas.kernel.CommandLine;
import iovatlas.kernel.Fact;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Provenance;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.PciAddress;
import iovatlas.topology.RequesterId;

import java.util.List;
import java.util.Optional;

/// Whether x86 interrupt remapping is on: from the log, the names of interrupt chips, or the rules
/// by which Linux decides at boot.
final class InterruptRemapping {

    private static final int ECAP_REMAPPING = 3;
    private static final int IOAPIC = 1;
    private static final int SOUTHBRIDGE = 0xa0;
    private static final int CLASS_SMBUS = 0x0c05;
    private static final int CLASS_ISA = 0x0601;

    private final Machine machine;
    private final AcpiTables tables;
    private final CommandLine command;

    InterruptRemapping(Machine machine, AcpiTables tables, CommandLine command) {
        this.machine = machine;
        this.tables = tables;
        this.command = command;
    }

    Fact<Boolean> read(KernelRelease release, List<Iommu> iommus) {
        if (!machine.isX86()) {
            return Fact.of(false, Provenance.RULE);
        }
        return fromLog().or(this::fromChips).orElseGet(() -> fromRules(release, iommus));
    }

    private Optional<Fact<Boolean>> fromLog() {
        KernelLog log = machine.log();
        if (log.has("AMD-Vi: Disabling interrupt remapping")) {
            return Optional.of(Fact.of(false, Provenance.LOG));
        }
        return log.has("Enabled IRQ remapping in x")
                        || log.has("AMD-Vi: Interrupt remapping enabled")
                ? Optional.of(Fact.of(true, Provenance.LOG))
                : Optional.empty();
    }

    private Optional<Fact<Boolean>> fromChips() {
        String text = machine.snapshot().first().text(Snapshot.INTERRUPTS).orElse("");
        if (text.contains(" IR-")) {
            return Optional.of(Fact.of(true, Provenance.PROC_INTERRUPTS));
        }
        return text.contains(" PCI-MSI") || text.contains(" IO-APIC")
                ? Optional.of(Fact.of(false, Provenance.PROC_INTERRUPTS))
                : Optional.empty();
    }

    private Fact<Boolean> fromRules(KernelRelease release, List<Iommu> iommus) {
        boolean off =
                command.value("intremap").filter("off"::equals).isPresent()
                        || command.has("nointremap");
        if (off) {
            return Fact.of(false, Provenance.COMMAND_LINE);
        }
        if (tables.dmar().isPresent()) {
            return Fact.of(intel(tables.dmar().get(), iommus), Provenance.RULE);
        }
        if (tables.ivrs().isPresent()) {
            return Fact.of(amd(tables.ivrs().get(), release), Provenance.RULE);
        }
        return Fact.of(false, Provenance.RULE);
    }

    /// Source: `drivers/iommu/intel/irq_remapping.c:intel_prepare_irq_remapping`.
    private static boolean intel(Dmar table, List<Iommu> iommus) {
        return table.supportsInterruptRemapping()
                && !iommus.isEmpty()
                && iommus.stream()
                        .map(Iommu::hardware)
                        .allMatch(hardware ->
                                hardware instanceof IommuHardware.Vtd vtd
                                        && vtd.ecap().bit(ECAP_REMAPPING));
    }

    /// Source: `drivers/iommu/amd/init.c:check_ioapic_information`.
    private boolean amd(Ivrs table, KernelRelease release) {
        List<Madt.IoApic> ioApics = tables.madt().map(Madt::ioApics).orElse(List.of());
        boolean southbridge = false;
        for (Madt.IoApic ioApic : ioApics) {
            Optional<Integer> source = source(table, ioApic.id());
            if (source.isEmpty()) {
                return false;
            }
            southbridge |=
                    release.atLeast(KernelRelease.of(6, 18))
                            ? ioApic.firstGsi() == 0 && isSouthbridge(source.get())
                            : source.get() == SOUTHBRIDGE;
        }
        return southbridge;
    }

    private static Optional<Integer> source(Ivrs table, int ioApic) {
        return table.hardware().stream()
                .flatMap(block -> block.entries().stream())
                .filter(entry -> entry.type() == 0x48 && entry.variety() == IOAPIC)
                .filter(entry -> entry.handle() == ioApic)
                .map(IvrsHardware.Entry::used)
                .findFirst();
    }

    private boolean isSouthbridge(int requester) {
        return machine.function(PciAddress.of(0, new RequesterId(requester)))
                .map(function -> function.identity().baseAndSubClass())
                .filter(code -> code == CLASS_SMBUS || code == CLASS_ISA)
                .isPresent();
    }
}
