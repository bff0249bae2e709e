package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.kernel.Evidence;
import iovatlas.kernel.Reason;
import iovatlas.kernel.iommu.IommuGroup;
import iovatlas.kernel.vfio.EmulatedRules;
import iovatlas.scenario.MediatedView;
import iovatlas.scenario.SpaceView;
import iovatlas.topology.ElementId;
import iovatlas.topology.MediatedDevice;
import iovatlas.ui.session.Computed;

import java.util.Optional;
import java.util.Set;

/// The sheet of a mediated device.
final class MediatedSheet {

    /// More pinned ranges than this are counted only.
    private static final int SHOWN = 8;

    private MediatedSheet() {}

    static Sheet of(Computed now, MediatedDevice device) {
        var element = new ElementId.OfMediatedDevice(device.name());
        SheetMaker sheet = new SheetMaker(device.name() + "  mediated device");
        sheet.line(now, element, Set.of());
        Optional<IommuGroup> group = now.state().groups().emulatedGroup(device.name());
        sheet.computed(
                "Group", group.map(g -> g.number() + ", made by VFIO").orElse("none: not there"));
        sheet.computed("IOMMU", "none: no requester ID, no domain, nothing reserved");
        sheet.computed("Interrupts", "signalled by the parent's driver: no message, no doorbell");
        for (SpaceView space : now.state().spaces()) {
            space.mediated().stream()
                    .filter(view -> view.name().equals(device.name()))
                    .forEach(view -> pinned(sheet, space, view));
        }
        if (group.isEmpty()) {
            sheet.why(
                    Reason.of(
                            EmulatedRules.NO_PARENT_DRIVER,
                            new Evidence.OfText("", device.name())));
        }
        return sheet.problems(now, Set.of(element), "").make();
    }

    private static void pinned(SheetMaker sheet, SpaceView space, MediatedView view) {
        sheet.computed("Space", space.name());
        int count = view.pinned().ranges().size();
        if (count == 0) {
            sheet.computed("Pinned", "nothing");
        }
        for (AddressRange<Iova> range : view.pinned().ranges().stream().limit(SHOWN).toList()) {
            sheet.computed("Pinned", Span.of(range));
        }
        if (count > SHOWN) {
            sheet.computed("", "and %d more".formatted(count - SHOWN));
        }
    }
}
