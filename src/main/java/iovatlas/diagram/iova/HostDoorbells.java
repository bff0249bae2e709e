package iovatlas.diagram.iova;

import iovatlas.address.HostPhysical;
import iovatlas.diagram.iova.IovaMapModel.Doorbell;
import iovatlas.diagram.iova.IovaMapModel.DoorbellUse;
import iovatlas.kernel.iommu.ReservedType;
import iovatlas.scenario.DoorbellView;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The doorbells that a machine has, mapped or not.
final class HostDoorbells {
    /// The translation register is in the second 64 KiB of an ITS.
    private static final long ITS_TRANSLATION_FRAME = 0x1_0000;

    private HostDoorbells() {}

    /// One for each MSI controller whose doorbell a domain has to map; not mapped.
    static List<Doorbell> of(Topology topology) {
        var doorbells = new ArrayList<Doorbell>();
        for (MsiController controller : topology.msiControllers()) {
            switch (controller) {
                case MsiController.Its its ->
                        its.base()
                                .plusOrEmpty(ITS_TRANSLATION_FRAME)
                                .ifPresent(page -> doorbells.add(unmapped(its, page)));
                case MsiController.GicV2m v2m -> doorbells.add(unmapped(v2m, v2m.base()));
                case MsiController.Mbi mbi -> doorbells.add(unmapped(mbi, mbi.base()));
                case MsiController.Apic _ -> {
                    // Its window is decoded before translation: nothing is mapped.
                }
            }
        }
        return doorbells;
    }

    private static Doorbell unmapped(MsiController controller, HostPhysical page) {
        var element = new ElementId.OfMsiController(controller.name());
        return new Doorbell(element, controller.name(), page, List.of());
    }

    /// The doorbells that the domains of a space map, and those that they would have to.
    ///
    /// @param firstDomain index of the first domain's column
    static List<Doorbell> of(Topology topology, SpaceView space, int firstDomain) {
        Map<HostPhysical, Doorbell> doorbells = new LinkedHashMap<>();
        for (int i = 0; i < space.domains().size(); i++) {
            for (DoorbellView page : space.domains().get(i).doorbells()) {
                var use = new DoorbellUse(page.iova(), firstDomain + i, page.users());
                doorbells.merge(page.page(), doorbell(page, List.of(use)), HostDoorbells::both);
            }
        }
        boolean window =
                space.domains().stream()
                        .flatMap(domain -> domain.reserved().stream())
                        .anyMatch(region -> region.type() == ReservedType.SW_MSI);
        if (window) {
            of(topology).forEach(unmapped -> doorbells.putIfAbsent(unmapped.page(), unmapped));
        }
        return List.copyOf(doorbells.values());
    }

    private static Doorbell doorbell(DoorbellView page, List<DoorbellUse> uses) {
        var element = new ElementId.OfMsiController(page.controller());
        return new Doorbell(element, page.controller(), page.page(), uses);
    }

    private static Doorbell both(Doorbell a, Doorbell b) {
        var uses = new ArrayList<>(a.uses());
        uses.addAll(b.uses());
        return new Doorbell(a.element(), a.controller(), a.page(), uses);
    }
}
