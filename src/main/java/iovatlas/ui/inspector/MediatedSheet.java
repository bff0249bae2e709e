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

    private static final String PINNED =
            "Its driver pins the pages that it touches, step by step; nothing is mapped for it in"
                    + " an IOMMU.";

    private MediatedSheet() {}

    static Sheet of(Computed now, MediatedDevice device) {
        var element = new ElementId.OfMediatedDevice(device.name());
        GroupWhys whys = new GroupWhys(now);
        SheetMaker sheet = new SheetMaker(now, device.name() + "  mediated device");
        sheet.line(element);
        Optional<IommuGroup> group = now.state().groups().emulatedGroup(device.name());
        sheet.computed(
                "Group",
                group.map(g -> g.number() + ", made by VFIO").orElse("none: not there"),
                group.isPresent() ? whys.emulated() : missing(sheet, device));
        sheet.computed(
                "IOMMU", "none: no requester ID, no domain, nothing reserved", whys.emulated());
        sheet.computed(
                "Interrupts",
                "signalled by the parent's driver: no message, no doorbell",
                Why.of("The parent's driver signals the eventfd itself."));
        for (SpaceView space : now.state().spaces()) {
            space.mediated().stream()
                    .filter(view -> view.name().equals(device.name()))
                    .forEach(view -> pinned(now, sheet, space, view));
        }
        if (group.isEmpty()) {
            sheet.why(
                    Reason.of(
                            EmulatedRules.NO_PARENT_DRIVER,
                            new Evidence.OfText("", device.name())));
        }
        return sheet.problems(Set.of(element), "").make();
    }

    private static Why missing(SheetMaker sheet, MediatedDevice device) {
        return sheet.because(
                Reason.of(EmulatedRules.NO_PARENT_DRIVER, new Evidence.OfText("", device.name())));
    }

    private static void pinned(Computed now, SheetMaker sheet, SpaceView space, MediatedView view) {
        sheet.computed("Space", space.name(), "A step attached it there.");
        Why why = MovedCode.PIN_PAGES.in(now.atlas().boot().release().value()).says(PINNED);
        int count = view.pinned().ranges().size();
        if (count == 0) {
            sheet.computed("Pinned", "nothing", why);
        }
        for (AddressRange<Iova> range : view.pinned().ranges().stream().limit(SHOWN).toList()) {
            sheet.computed("Pinned", Span.of(range), why);
        }
        if (count > SHOWN) {
            sheet.computed("More", "and %d more".formatted(count - SHOWN), why);
        }
    }
}
