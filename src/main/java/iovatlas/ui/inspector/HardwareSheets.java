package iovatlas.ui.inspector;

import iovatlas.edit.machine.IdMapText;
import iovatlas.edit.machine.PutIdMap;
import iovatlas.edit.machine.RemoveIdMap;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.MsiController;
import iovatlas.topology.PlatformDevice;
import iovatlas.topology.RequesterId;
import iovatlas.ui.session.Computed;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The sheets of host bridges, platform devices, IOMMUs and MSI controllers.
final class HardwareSheets {

    private static final int MOST_MAPS = 12;

    private HardwareSheets() {}

    static Sheet of(Computed now, HostBridge bridge) {
        SheetMaker sheet = new SheetMaker(now, "Host bridge " + bridge.text());
        sheet.line(new ElementId.OfHostBridge(bridge.segment(), bridge.rootBus()));
        long functions =
                now.state().topology().functions().stream()
                        .filter(f ->
                                f.at().segment() == bridge.segment()
                                        && bridge.buses().contains(f.at().bus()))
                        .count();
        sheet.computed(
                "Functions", Long.toString(functions), "Functions on the buses of this bridge.");
        maps(
                now,
                sheet,
                map ->
                        map.segment() == bridge.segment()
                                && map.last().bus() >= bridge.buses().first()
                                && map.first().bus() <= bridge.buses().last());
        return sheet.make();
    }

    static Sheet of(Computed now, PlatformDevice device) {
        SheetMaker sheet = new SheetMaker(now, device.name());
        sheet.line(new ElementId.OfPlatformDevice(device.name()));
        sheet.computed(
                "Group",
                now.state()
                        .groups()
                        .groupOfDevice(device.name())
                        .map(g -> Integer.toString(g.number()))
                        .orElse("none"),
                new GroupWhys(now).others());
        return sheet.problems(Set.of(new ElementId.OfPlatformDevice(device.name())), "").make();
    }

    static Sheet of(Computed now, Iommu iommu) {
        SheetMaker sheet = new SheetMaker(now, iommu.name() + "  " + iommu.kind().title());
        sheet.line(new ElementId.OfIommu(iommu.name()));
        GroupTable groups = now.state().groups();
        long behind =
                now.state().topology().functions().stream()
                        .filter(f ->
                                groups.iommuOf(f.at()).filter(iommu.name()::equals).isPresent())
                        .count();
        sheet.computed("Functions", Long.toString(behind), new IommuWhys(now).behind());
        new IommuWhys(now).addTo(sheet, iommu);
        maps(now, sheet, map -> map.target().equals(iommu.name()));
        newMap(now, sheet, IdMap.Role.IOMMU, iommu.name());
        return sheet.problems(Set.of(new ElementId.OfIommu(iommu.name())), "").make();
    }

    static Sheet of(Computed now, MsiController controller) {
        SheetMaker sheet = new SheetMaker(now, controller.name());
        sheet.line(new ElementId.OfMsiController(controller.name()));
        GroupTable groups = now.state().groups();
        long users =
                now.state().topology().functions().stream()
                        .filter(f ->
                                groups.msiController(f.at()).filter(controller::equals).isPresent())
                        .count();
        sheet.computed(
                "Functions",
                Long.toString(users),
                Why.of(
                        "Functions whose messages go here: by the ID maps, or because it is the"
                            + " only controller that can take them.",
                        "drivers/pci/msi/irqdomain.c",
                        "pci_msi_get_device_domain"));
        maps(now, sheet, map -> map.target().equals(controller.name()));
        newMap(now, sheet, IdMap.Role.MSI, controller.name());
        return sheet.problems(Set.of(new ElementId.OfMsiController(controller.name())), "").make();
    }

    /// A line in which a further range to a target is typed.
    private static void newMap(Computed now, SheetMaker sheet, IdMap.Role role, String target) {
        int segment =
                now.atlas().topology().idMaps().stream()
                        .filter(map -> map.role() == role && map.target().equals(target))
                        .map(IdMap::segment)
                        .findFirst()
                        .orElse(0);
        RequesterId none = new RequesterId(0);
        IdMap blank = new IdMap(role, segment, none, none, target, 0);
        sheet.add(
                range(
                        "RIDs" + FieldControl.NEW,
                        "",
                        text -> new PutIdMap(-1, IdMapText.parse(blank, text))));
    }

    /// The ranges of the ID maps, editable where the document has them; overlaps are said beside.
    private static void maps(Computed now, SheetMaker sheet, Predicate<IdMap> test) {
        List<IdMap> maps = now.atlas().topology().idMaps();
        int shown = 0;
        for (int i = 0; i < maps.size() && shown < MOST_MAPS; i++) {
            IdMap map = maps.get(i);
            if (test.test(map)) {
                shown++;
                int index = i;
                sheet.add(
                        range(
                                "RIDs " + (i + 1),
                                IdMapText.of(map),
                                text ->
                                        text.isBlank()
                                                ? new RemoveIdMap(index)
                                                : new PutIdMap(index, IdMapText.parse(map, text))));
                new PutIdMap(i, map)
                        .overlap(now.atlas())
                        .ifPresent(overlap -> sheet.property("overlap", overlap));
            }
        }
    }

    /// A range of requester IDs with what it becomes.
    private static Field range(String label, String value, FieldEditor.Parser parser) {
        Meaning meaning =
                new Meaning(
                        "id-maps",
                        "iommu-map, msi-map: rid-base, length; IORT id_mapping",
                        "requester IDs, stream or device IDs",
                        "Requester IDs, both ends included, and what the first of them becomes.",
                        "As 0x0000-0xffff -> 0x0, with (wired to 0x10) where the hardware differs"
                                + " from the firmware. Empty takes it out.",
                        "",
                        false,
                        0);
        return new Field(label, value, FieldEditor.text(parser), Why.NONE, meaning);
    }
}
