package iovatlas.diagram.iova;

import iovatlas.address.HostPhysical;
import iovatlas.diagram.iova.IovaMapModel.Doorbell;
import iovatlas.topology.ElementId;
import iovatlas.topology.MsiController;
import iovatlas.topology.Topology;

import java.util.ArrayList;
import java.util.List;

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
}
