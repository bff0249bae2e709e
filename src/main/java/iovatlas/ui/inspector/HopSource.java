package iovatlas.ui.inspector;

import iovatlas.kernel.KernelRelease;
import iovatlas.kernel.Releases;
import iovatlas.kernel.Source;
import iovatlas.scenario.MsiHop;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.GuestInterrupts;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.Optional;

/// Which code of the kernel stands behind a station that lets the message through.
///
/// @param topology the machine
/// @param release of its kernel
record HopSource(Topology topology, KernelRelease release) {

    /// The place, empty for hardware and for what is not the kernel's.
    Optional<MovedCode.Place> of(MsiHop hop) {
        return switch (hop.kind()) {
            case FUNCTION, DOORBELL, VCPU -> Optional.empty();
            case MESSAGE -> source("drivers/pci/msi/msi.c", "__pci_write_msi_msg");
            case IOMMU ->
                    hop.element() instanceof ElementId.OfIommu(String name)
                            ? topology.iommu(name).flatMap(this::doorbellMapping)
                            : Optional.empty();
            case CONTROLLER -> controller(hop);
            case INTERRUPT ->
                    topology.msiControllers().stream()
                                    .anyMatch(MsiController.Apic.class::isInstance)
                            ? source("arch/x86/kernel/apic/vector.c", "assign_irq_vector")
                            : Optional.empty();
            case EVENTFD ->
                    hop.element() instanceof ElementId.OfFunction
                            ? Optional.empty()
                            : source("drivers/vfio/pci/vfio_pci_intrs.c", "vfio_msihandler");
            case IRQFD ->
                    guest(hop)
                            .filter(ContainerOwner.Guest::kvm)
                            .flatMap(_ -> source("virt/kvm/eventfd.c", "irqfd_wakeup"));
            case GUEST_CONTROLLER ->
                    guest(hop)
                            .filter(ContainerOwner.Guest::kvm)
                            .filter(g -> g.interrupts() instanceof GuestInterrupts.VirtualIts)
                            .flatMap(_ ->
                                    source(
                                            "arch/arm64/kvm/vgic/vgic-its.c",
                                            "vgic_its_inject_msi"));
        };
    }

    private Optional<MovedCode.Place> doorbellMapping(Iommu iommu) {
        return switch (iommu.hardware()) {
            case IommuHardware.Vtd _, IommuHardware.AmdVi _ -> Optional.empty();
            case IommuHardware.SmmuV2 _, IommuHardware.SmmuV3 _, IommuHardware.VirtioIommu _ ->
                    Optional.of(MovedCode.DOORBELL_PAGE.in(release));
        };
    }

    private Optional<MovedCode.Place> controller(MsiHop hop) {
        if (hop.element() instanceof ElementId.OfIommu(String name)) {
            return topology.iommu(name).flatMap(HopSource::remapping);
        }
        return hop.element() instanceof ElementId.OfMsiController(String name)
                ? topology.msiController(name).flatMap(HopSource::controller)
                : Optional.empty();
    }

    private static Optional<MovedCode.Place> remapping(Iommu iommu) {
        return iommu.hardware() instanceof IommuHardware.Vtd
                ? source("drivers/iommu/intel/irq_remapping.c", "intel_irq_remapping_alloc")
                : source("drivers/iommu/amd/iommu.c", "irq_remapping_alloc");
    }

    private static Optional<MovedCode.Place> controller(MsiController controller) {
        return switch (controller) {
            case MsiController.Its _ ->
                    source("drivers/irqchip/irq-gic-v3-its.c", "its_irq_domain_activate");
            case MsiController.GicV2m _ ->
                    source("drivers/irqchip/irq-gic-v2m.c", "gicv2m_irq_domain_alloc");
            case MsiController.Mbi _ ->
                    source("drivers/irqchip/irq-gic-v3-mbi.c", "mbi_irq_domain_alloc");
            case MsiController.Apic _ -> Optional.empty();
        };
    }

    private Optional<ContainerOwner.Guest> guest(MsiHop hop) {
        return hop.element() instanceof ElementId.OfOwner(String name)
                ? topology.owner(name)
                        .filter(ContainerOwner.Guest.class::isInstance)
                        .map(ContainerOwner.Guest.class::cast)
                : Optional.empty();
    }

    private static Optional<MovedCode.Place> source(String path, String function) {
        return Optional.of(new MovedCode.Place(Source.of(path, function), Releases.ALL));
    }
}
