package iovatlas.ui.inspector;

import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.MsiController;
import iovatlas.topology.PlatformDevice;
import iovatlas.ui.session.Computed;

import java.util.Set;

/// The sheets of host bridges, platform devices, IOMMUs and MSI controllers.
final class HardwareSheets {

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
        new IdMapFields(now, sheet)
                .add(map ->
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
        new IdMapFields(now, sheet).add(map -> map.target().equals(iommu.name()));
        new IdMapFields(now, sheet).addNew(IdMap.Role.IOMMU, iommu.name());
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
        new IdMapFields(now, sheet).add(map -> map.target().equals(controller.name()));
        new IdMapFields(now, sheet).addNew(IdMap.Role.MSI, controller.name());
        return sheet.problems(Set.of(new ElementId.OfMsiController(controller.name())), "").make();
    }
}
