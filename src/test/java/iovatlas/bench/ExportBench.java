package iovatlas.bench;

import iovatlas.atlas.Atlas;
import iovatlas.atlas.Layout;
import iovatlas.document.DocumentReader;
import iovatlas.export.ExportOptions;
import iovatlas.export.Exporter;
import iovatlas.export.Format;
import iovatlas.export.MachineContent;
import iovatlas.export.View;
import iovatlas.export.ViewOptions;
import iovatlas.scenario.Timeline;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/// Times how long a machine of 300 functions takes in every format, the whole report at a time. The
/// first round is a cold start of the writers within a running program, most of it the compiling of
/// Java2D and of the writers themselves; the later ones are what the window's user waits for. On two
/// cores the first round took 1.6 s of a processor and the fifth 0.43 s; a whole command line that
/// starts, reads and writes all formats 2.0 s with the launcher's start-up cache and 2.6 s without.
final class ExportBench {

    private static final int FUNCTIONS = 300;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final PrintStream out;
    private final Exporter exporter;

    private ExportBench(PrintStream out, Atlas atlas) {
        this.out = out;
        Timeline timeline = atlas.run();
        this.exporter =
                new Exporter(
                        new MachineContent(
                                atlas,
                                timeline,
                                timeline.length(),
                                Layout.EMPTY,
                                View.ALL,
                                null,
                                null,
                                List.of(),
                                List::of,
                                ViewOptions.PLAIN),
                        ExportOptions.PLAIN.withLegend(true));
    }

    public static void main(String[] args) {
        Atlas atlas = DocumentReader.read(document()).atlas();
        new ExportBench(System.out, atlas).run();
    }

    private void run() {
        for (int round = 1; round <= ROUNDS; round++) {
            long all = 0;
            long allBusy = 0;
            var line = new StringBuilder();
            for (Format format : Format.values()) {
                long start = System.nanoTime();
                long busySince = THREADS.getCurrentThreadCpuTime();
                int size = exporter.write(format).length;
                long busy = THREADS.getCurrentThreadCpuTime() - busySince;
                all += System.nanoTime() - start;
                allBusy += busy;
                line.append(" %s %.0f (%d KiB)".formatted(format.word(), busy / 1e6, size >> 10));
            }
            out.printf(
                    "round %d: %.0f ms for all formats, %.0f ms of a processor:%s%n",
                    round, all / 1e6, allBusy / 1e6, line);
        }
    }

    /// Half ports, half endpoints, one guest with one of them.
    private static String document() {
        var text = new StringBuilder("format: 1\ntitle: 300 functions\n");
        text.append("kernel: {release: \"6.12\", arch: arm64, firmware: acpi, page-size: 4K}\n");
        text.append("functions:\n");
        for (int i = 0; i < FUNCTIONS / 2; i++) {
            String bus = "%02x".formatted(i + 1);
            text.append(
                    "  - {at: \"0000:00:%02x.%d\", kind: root-port, bus: \"%s\""
                            .formatted(1 + i / 8, i % 8, bus));
            text.append(", multifunction: true, acs: {cap: 0x5f}}\n");
        }
        for (int i = 0; i < FUNCTIONS / 2; i++) {
            text.append(
                    "  - {at: \"0000:%02x:00.0\", kind: endpoint, id: \"8086:1572\""
                            .formatted(i + 1));
            text.append(", name: nic%d, class: 0x020000, msix: %d}\n".formatted(i, 8 + i % 32));
        }
        return text.append(
                        """
                        iommus:
                          - {name: smmu0, kind: smmuv3}
                        msi-controllers:
                          - {name: its0, kind: its, base: 0x30080000}
                        id-maps:
                          - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
                          - {msi: its0, rids: 0x0000-0xffff, to: 0x0000}
                        guests:
                          - {name: vm0, arch: arm64, vcpus: 2, interrupts: {its: 0x08080000}}
                        memory:
                          - {owner: vm0, name: vm0-ram, at: 0x40000000, size: 2G}
                        containers:
                          - {name: c0, owner: vm0}
                        steps:
                          - {do: bind, device: nic0, driver: vfio-pci}
                          - {do: attach, device: nic0, container: c0}
                          - {do: map, container: c0, iova: 0x40000000, size: 2G, backing: vm0-ram}
                          - {do: set-irqs, device: nic0, index: msix, start: 0, count: 4}
                        """)
                .toString();
    }
}
