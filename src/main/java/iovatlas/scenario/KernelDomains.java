package iovatlas.scenario;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.DomainType;
import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.doorbell.DefaultDomain;
import iovatlas.kernel.doorbell.DefaultDomains;
import iovatlas.kernel.doorbell.InboundRanges;
import iovatlas.kernel.doorbell.KernelDomainDoorbells;
import iovatlas.kernel.iommu.DomainShape;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.iommu.ReservedRegion;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.topology.HostBridge;
import iovatlas.topology.PciAddress;

import java.util.Optional;

/// The DMA-API domains of a machine's groups, each as its first device finds it.
///
/// Source: `drivers/iommu/dma-iommu.c:iommu_dma_init_domain, iova_reserve_iommu_regions,
/// iova_reserve_pci_windows`.
///
/// @param groups of the machine
record KernelDomains(GroupTable groups) implements DefaultDomains {

    private static final KernelRelease INBOUND = KernelRelease.of(5, 3);

    @Override
    public Optional<DefaultDomain> of(PciAddress at) {
        Optional<IommuGroup> group = groups.groupOf(at).filter(KernelDomains::translates);
        Optional<DomainShape> shape = groups.shapeFor(at).filter(s -> !s.pageSizes().isEmpty());
        return group.isEmpty() || shape.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new DefaultDomain(group.get().number(), fresh(group.get(), shape.get())));
    }

    private static boolean translates(IommuGroup group) {
        return group.type() == DomainType.DMA || group.type() == DomainType.DMA_FQ;
    }

    private KernelDomainDoorbells fresh(IommuGroup group, DomainShape shape) {
        PciAddress first = group.members().getFirst();
        KernelDomainDoorbells domain =
                KernelDomainDoorbells.of(shape.pageSizes().smallest(), shape.aperture());
        if (groups.facts().commandLine().value().flag("iommu.forcedac").orElse(false)) {
            domain = domain.fromTheTop();
        }
        for (HostBridge bridge : groups.topology().hostBridges()) {
            if (bridge.segment() == first.segment() && bridge.buses().contains(first.bus())) {
                for (var window : bridge.windows()) {
                    Iova low = Iova.of(window.first().unsignedBits());
                    Iova high = Iova.of(window.last().unsignedBits());
                    domain = domain.reserving(new AddressRange<>(low, high), "bridge window");
                }
                if (groups.facts().release().value().atLeast(INBOUND)) {
                    for (var hole : InboundRanges.holes(bridge.dmaRanges(), domain.granule())) {
                        domain = domain.reserving(hole, "outside dma-ranges");
                    }
                }
            }
        }
        for (ReservedRegion region : groups.regionsOf(first)) {
            if (region.type() == ReservedType.MSI) {
                domain = domain.withIdentity(region.range());
            }
            if (region.type() != ReservedType.SW_MSI) {
                domain = domain.reserving(region.range(), region.type().word());
            }
        }
        return domain;
    }
}
