package iovatlas.ui.session;

import iovatlas.diagnostic.Checker;
import iovatlas.diagnostic.RuleCatalog;
import iovatlas.document.DocumentReader;
import iovatlas.document.OpenDocument;
import iovatlas.task.Progress;

import java.util.List;

/// Small machines for tests of what lies above the model.
public final class Machines {

    /// One function behind a port, a guest, four steps of which the map is refused.
    public static final String GUEST_OVER_WINDOW =
            """
            format: 1
            title: a guest over the window
            kernel: {release: "6.12", arch: arm64, firmware: acpi, page-size: 4K}
            host-bridges:
              - {segment: "0000", buses: "00-ff"}
            functions:
              - {at: "0000:00:01.0", kind: root-port, bus: "01", acs: {cap: 0x5f}}
              - {at: "0000:01:00.0", kind: endpoint, id: "8086:1572", name: nic0, msix: {entries: 8, bar: 3}, reset: [flr], driver: vfio-pci}
            iommus:
              - {name: smmu0, kind: smmuv3, base: 0x2b400000}
            msi-controllers:
              - {name: its0, kind: its, base: 0x30080000}
            id-maps:
              - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
              - {msi: its0, rids: 0x0000-0xffff, to: 0x0000}
            guests:
              - {name: vm0, arch: arm64, vcpus: 2, interrupts: {its: 0x80080000}}
            memory:
              - {owner: vm0, name: vm0-ram, at: 0x00000000, size: 2G}
            containers:
              - {name: c0, owner: vm0}
            steps:
              - {do: attach, device: nic0, container: c0}
              - {do: map, container: c0, iova: 0x00000000, size: 2G, backing: vm0-ram}
              - {do: set-irqs, device: nic0, index: msix, count: 4}
              - {do: fire, device: nic0, index: msix, vector: 2}
            """;

    private Machines() {}

    public static OpenDocument document() {
        return DocumentReader.read(GUEST_OVER_WINDOW);
    }

    /// The analysis of the program, without rules.
    public static Analysis analysis() {
        return new KernelAnalysis(new Checker(new RuleCatalog(List.of())));
    }

    public static Computed computed() {
        return analysis().compute(document().atlas(), Analysis.LAST_STEP, List.of(), Progress.NONE);
    }
}
