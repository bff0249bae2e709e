package iovatlas.importer.sysfs;

import iovatlas.importer.dmesg.KernelLog;
import iovatlas.importer.sysfs.tree.FileTree;
import iovatlas.kernel.Fact;
import iovatlas.kernel.Provenance;
import iovatlas.topology.Architecture;
import iovatlas.topology.PciFunction;

import java.util.List;
import java.util.Set;

/// Tells the processor architecture from what a snapshot has, as no file names it.
final class ArchitectureSign {

    private static final List<String> ARM =
            List.of("CPU implementer", "Booting Linux on physical CPU", "arm,", "aarch64");
    private static final List<String> X86 =
            List.of("GenuineIntel", "AuthenticAMD", "x86/fpu", "IO-APIC", "x86_64", "amd64");

    private static final int HOST_BRIDGE = 0x0600;

    /// Intel, AMD, VIA, Zhaoxin.
    private static final Set<Integer> X86_VENDORS = Set.of(0x8086, 0x1022, 0x1106, 0x1d17);

    private ArchitectureSign() {}

    static Fact<Architecture> read(
            Snapshot snapshot,
            KernelLog log,
            AcpiTables tables,
            List<PciFunction> functions,
            Notes notes) {
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
            return byHostBridge(functions, notes);
        }
        return Fact.of(
                arm > x86 ? Architecture.ARM64 : Architecture.X86_64,
                log.isEmpty() ? Provenance.SYSFS : Provenance.LOG);
    }

    /// Processors of the x86 kind have a host bridge of their maker on the first bus.
    private static Fact<Architecture> byHostBridge(List<PciFunction> functions, Notes notes) {
        boolean x86 =
                functions.isEmpty()
                        || functions.stream()
                                .map(PciFunction::identity)
                                .anyMatch(i ->
                                        i.baseAndSubClass() == HOST_BRIDGE
                                                && X86_VENDORS.contains(i.id().vendor()));
        Architecture assumed = x86 ? Architecture.X86_64 : Architecture.ARM64;
        notes.information(
                "architecture",
                "nothing tells the architecture, %s is assumed%s"
                        .formatted(
                                assumed.spelling(),
                                functions.isEmpty()
                                        ? ""
                                        : x86
                                                ? ", as there is a host bridge of an x86 maker"
                                                : ", as there is no host bridge of an x86 maker"));
        return Fact.standard(assumed);
    }
}
