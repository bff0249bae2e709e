package iovatlas.diagram.msi;

import iovatlas.atlas.Atlas;
import iovatlas.document.DocumentReader;
import iovatlas.scenario.KernelState;

/// A guest with eight vCPUs and a function with 64 vectors that are spread over them.
final class ManyVectors {

    static final int VECTORS = 64;
    static final int VCPUS = 8;

    private ManyVectors() {}

    /// The state after the guest programmed all vectors but the last.
    static KernelState state() {
        StringBuilder text = new StringBuilder(MACHINE);
        for (int vector = 0; vector < VECTORS - 1; vector++) {
            text.append(
                    "  - {do: guest-vector, device: nic0, vector: %d, doorbell: 0x80090040,"
                                    .formatted(vector)
                            + " guest-device: 0x0008, event: 0x%x, lpi: %d, vcpu: %d}%n"
                                    .formatted(vector, 8192 + vector, vector % VCPUS));
        }
        Atlas atlas = DocumentReader.read(text.toString()).atlas();
        return atlas.run().state(atlas.steps().size());
    }

    private static final String MACHINE =
            """
            format: 1
            kernel: {release: "6.12", arch: arm64, firmware: acpi, page-size: 4K}
            host-bridges:
              - {segment: "0000", buses: "00-ff"}
            functions:
              - {at: "0000:00:01.0", kind: root-port, bus: "01", acs: {cap: 0x5f}}
              - {at: "0000:01:00.0", kind: endpoint, id: "8086:1572", name: nic0, msix: {entries: 129, bar: 3}, reset: [flr], driver: vfio-pci}
            iommus:
              - {name: smmu0, kind: smmuv3, base: 0x2b400000}
            msi-controllers:
              - {name: its0, kind: its, base: 0x30080000}
            id-maps:
              - {iommu: smmu0, rids: 0x0000-0xffff, to: 0x0000}
              - {msi: its0, rids: 0x0000-0xffff, to: 0x0000}
            guests:
              - {name: vm0, arch: arm64, vcpus: 8, interrupts: {its: 0x80080000}}
            memory:
              - {owner: vm0, name: vm0-ram, at: 0x40000000, size: 2G}
            containers:
              - {name: c0, owner: vm0}
            steps:
              - {do: attach, device: nic0, container: c0}
              - {do: map, container: c0, iova: 0x40000000, size: 2G, backing: vm0-ram}
              - {do: set-irqs, device: nic0, index: msix, count: 64}
            """;
}
