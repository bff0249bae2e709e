package iovatlas.diagram.msi;

import iovatlas.scenario.MsiHop;
import iovatlas.scenario.MsiHop.Kind;
import iovatlas.topology.ContainerOwner;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.List;

/// Whose the stations of a path are: the headings above the strip.
///
/// @param topology the machine
/// @param hops the stations
record HopOwners(Topology topology, List<MsiHop> hops) {

    private static final String CONTROLLER = "interrupt controller";

    String of(int hop) {
        MsiHop it = hops.get(hop);
        return switch (it.kind()) {
            case FUNCTION, MESSAGE -> "device";
            case IOMMU -> "IOMMU";
            case DOORBELL, CONTROLLER -> controller();
            case INTERRUPT, EVENTFD -> "host";
            case IRQFD -> monitor(it);
            case GUEST_CONTROLLER, VCPU -> guest(it);
        };
    }

    private String controller() {
        return hops.stream()
                .filter(hop -> hop.kind() == Kind.CONTROLLER)
                .findFirst()
                .map(this::word)
                .orElse(CONTROLLER);
    }

    /// A station that is not reached has no element, but its title is the part's name.
    private String word(MsiHop hop) {
        return topology.msiController(hop.title())
                .map(HopOwners::word)
                .or(() -> topology.iommu(hop.title()).map(_ -> "interrupt remapping"))
                .orElse(CONTROLLER);
    }

    private static String word(MsiController controller) {
        return switch (controller) {
            case MsiController.Its _ -> "ITS";
            case MsiController.GicV2m _ -> "GICv2m";
            case MsiController.Mbi _ -> "MBI";
            case MsiController.Apic _ -> "APIC";
        };
    }

    private String monitor(MsiHop hop) {
        boolean emulated =
                hop.element() instanceof ElementId.OfOwner(String name)
                        && topology.owner(name)
                                .filter(ContainerOwner.Guest.class::isInstance)
                                .map(ContainerOwner.Guest.class::cast)
                                .filter(guest -> !guest.kvm())
                                .isPresent();
        return emulated ? "VMM" : "KVM";
    }

    private static String guest(MsiHop hop) {
        return hop.element() instanceof ElementId.OfOwner(String name) ? "guest " + name : "guest";
    }
}
