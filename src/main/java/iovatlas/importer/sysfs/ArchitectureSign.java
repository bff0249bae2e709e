package iovatlas.importer.sysfs;

import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Provenance;
import iovatlas.topology.Architecture;

import java.util.List;

/// Tells the processor architecture from what a snapshot has, as no file names it.
final class ArchitectureSign {

    private static final List<String> ARM =
            List.of("CPU implementer", "Booting Linux on physical CPU", "arm,", "aarch64");
    private static final List<String> X86 =
            List.of("GenuineIntel", "AuthenticAMD", "x86/fpu", "IO-APIC", "x86_64", "amd64");

    private ArchitectureSign() {}

    static Fact<Architecture> read(Snapshot snapshot, BootLog log, AcpiTables tables, Notes notes) {
        FileTree tree = snapshot.first();
        boolean distributor = tables.madt().filter(madt -> madt.distributor() != 0).isPresent();
        if (tables.iort().isPresent() || distributor) {
            return Fact.of(Architecture.ARM64, Provenance.FIRMWARE);
        }
        if (tables.dmar().isPresent() || tables.ivrs().isPresent()) {
            return Fact.of(Architecture.X86_64, Provenance.FIRMWARE);
        }
        String head =
                String.join(" ", log.lines().subList(0, Math.min(300, log.lines().size())))
                        + tree.text("proc/cpuinfo").orElse("")
                        + tree.line("proc/version").orElse("")
                        + tree.text(Snapshot.INTERRUPTS).orElse("");
        // A distribution may name both architectures in its compiler; count the signs.
        long arm =
                ARM.stream().filter(head::contains).count()
                        + (head.contains("GICv") || head.contains("arch_timer") ? 2 : 0)
                        + (tree.exists("sys/firmware/fdt") && !tables.present() ? 1 : 0);
        long x86 = X86.stream().filter(head::contains).count();
        if (arm == 0 && x86 == 0) {
            notes.information("architecture", "nothing tells the architecture, x86_64 is assumed");
            return Fact.standard(Architecture.X86_64);
        }
        return Fact.of(
                arm > x86 ? Architecture.ARM64 : Architecture.X86_64,
                log.isEmpty() ? Provenance.SYSFS : Provenance.LOG);
    }
}
