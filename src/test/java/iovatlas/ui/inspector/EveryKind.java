package iovatlas.ui.inspector;

import iovatlas.document.DocumentReader;
import iovatlas.document.OpenDocument;

/// A document with an item of every kind that a document can have, to see that nothing is left out.
final class EveryKind {
    private EveryKind() {}

    static final String ARM =
            """
            format: 1
            title: one of each
            kernel: {release: "7.3", arch: arm64}
            facts:
              - {fact: va-bits, value: 48, from: log}
            host-bridges:
              - {segment: "0000", buses: 00-1f}
              - {segment: "0000", buses: 20-3f}
            functions:
              - {at: "0000:00:01.0", kind: root-port, bus: "01", acs: {cap: 0x5f, ctl: 0x1d}}
              - {at: "0000:01:00.0", kind: endpoint, id: "8086:1572", name: nic0, class: 0x020000, msi: {vectors: 4, maskable: true}, msix: {entries: 64, bar: 3, offset: 0x1000}, sriov: {total: 8, enabled: 2, offset: 16, stride: 1, device: 0x154c, vfs: {acs: {cap: 0x40}, msi: {vectors: 2, maskable: true}, msix: 4}}, bars: [{bar: 0, at: 0x0010000000, size: 1M}], driver: vfio-pci}
              - {at: "0000:00:02.0", kind: integrated-endpoint, name: dma0, msix: 4}
            platform-devices:
              - {name: eth0, iommu: smmu1, streams: [0x5], msi: its0}
            mediated-devices:
              - {name: mdev0, parent: dma0, type: loop}
            iommus:
              - {name: smmu0, kind: smmuv3, base: 0x09050000}
              - {name: smmu1, kind: smmuv2, base: 0x09060000}
              - {name: viommu0, kind: virtio-iommu, base: 0x09070000, msi-window: 0x08000000-0x080fffff}
            msi-controllers:
              - {name: its0, kind: its, base: 0x08080000}
              - {name: v2m0, kind: gicv2m, base: 0x08020000, first-spi: 64, spis: 32}
              - {name: mbi0, kind: mbi, base: 0x08030000, first-spi: 128, spis: 32}
            id-maps:
              - {iommu: smmu0, segment: "0000", rids: 0x0000-0xffff, to: 0x0}
              - {msi: its0, segment: "0000", rids: 0x0000-0xffff, to: 0x0}
            reserved-memory:
              - {name: boot0, source: rmr, range: 0x80000000-0x8000ffff, devices: [dma0]}
            cpus:
              - {cpu: 0, id: 0x0}
              - {cpu: 1, id: 0x1}
            guests:
              - {name: vm0, arch: arm64, vcpus: 2, interrupts: {its: 0x08080000}}
              - {name: vm1, arch: x86_64, interrupts: {apicv: false}}
              - {name: vm2, arch: arm64, interrupts: {gicv2m: 0x08020000, first-spi: 64, spis: 32}}
            processes:
              - {name: dpdk0}
            memory:
              - {owner: vm0, name: vm0-ram, at: 0x40000000, size: 1G}
            containers:
              - {name: c0, owner: vm0}
            ioases:
              - {name: ioas0, owner: dpdk0}
              - {name: ioas1, owner: dpdk0}
            steps:
              - {do: bind, device: nic0, driver: vfio-pci}
              - {do: attach, device: nic0, container: c0}
              - {do: map, container: c0, iova: 0x40000000, size: 1G, backing: vm0-ram}
              - {do: set-irqs, device: nic0, index: msix, count: 4}
              - {do: guest-vector, device: nic0, vector: 0, doorbell: 0x08090040, guest-device: 0x0008, event: 0x0, lpi: 8192}
              - {do: fire, device: nic0, index: msix, vector: 0}
              - {do: disturb, device: nic0, vector: 0, what: cpu-offline}
              - {do: write-config, device: nic0, bus-master: true}
              - {do: irqs-off, device: nic0, index: msix}
              - {do: unmap, container: c0, iova: 0x40000000, size: 1G}
              - {do: detach, device: nic0}
              - {do: unbind, device: nic0}
              - {do: bind, device: dma0, driver: vfio-pci}
              - {do: alloc-hwpt, device: dma0, ioas: ioas0, hwpt: table0}
              - {do: attach, device: dma0, ioas: ioas0, hwpt: table0}
              - {do: map, ioas: ioas0, size: 2M}
              - {do: copy, ioas: ioas1, from: ioas0, source: 0x00001000, size: 4K}
              - {do: pin, mdev: mdev0, iova: 0x00001000, size: 4K}
              - {do: set-numvfs, device: nic0, count: 4}
              - {do: set-group-type, device: nic0, type: identity}
              - {do: hot-add, function: {at: "0000:00:03.0", kind: integrated-endpoint, name: late0, acs: {cap: 0x5f}, msi: {vectors: 4, maskable: true}, msix: {entries: 4, bar: 3}, sriov: {total: 2, enabled: 1, offset: 8, stride: 1, device: 0x1520, vfs: {acs: {cap: 0x40}, msi: {vectors: 2, maskable: true}, msix: {entries: 4, bar: 3}}}}}
              - {do: hot-add, function: {at: "0000:01:04.0", kind: endpoint, vf: {of: nic0, index: 4}}}
              - {do: hot-remove, device: dma0}
            """;

    static final String X86 =
            """
            format: 1
            title: one of each, x86
            kernel: {release: "6.12", arch: x86_64}
            functions:
              - {at: "0000:00:01.0", kind: root-port, bus: "01", acs: {cap: 0x5f}}
              - {at: "0000:01:00.0", kind: endpoint, id: "8086:1572", name: nic0, msix: 64}
            iommus:
              - {name: dmar0, kind: vtd, base: 0xfed90000, cap: 0x00d2008c40660462, ecap: 0x0000000000f050da}
              - {name: ivhd0, kind: amd-vi, base: 0xfd000000, cap: 0x0, features: 0x0}
            msi-controllers:
              - {name: apic0, kind: apic}
            id-maps:
              - {iommu: dmar0, segment: "0000", rids: 0x0000-0xffff, to: 0x0}
            """;

    static OpenDocument arm() {
        return DocumentReader.read(ARM);
    }

    static OpenDocument x86() {
        return DocumentReader.read(X86);
    }
}
