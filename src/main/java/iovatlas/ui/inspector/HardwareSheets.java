package iovatlas.ui.inspector;

import iovatlas.address.AddressRange;
import iovatlas.address.AddressWidth;
import iovatlas.address.HostPhysical;
import iovatlas.address.Iova;
import iovatlas.kernel.iommu.GroupTable;
import iovatlas.topology.ElementId;
import iovatlas.topology.HostBridge;
import iovatlas.topology.IdMap;
import iovatlas.topology.Iommu;
import iovatlas.topology.IommuHardware;
import iovatlas.topology.MsiController;
import iovatlas.topology.PlatformDevice;
import iovatlas.ui.session.Computed;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The sheets of host bridges, platform devices, IOMMUs and MSI controllers.
final class HardwareSheets {

    private HardwareSheets() {}

    static Sheet of(Computed now, HostBridge bridge) {
        SheetMaker sheet = new SheetMaker("Host bridge " + bridge.text());
        sheet.property("Segment", "%04x".formatted(bridge.segment()));
        sheet.property("Buses", bridge.buses().toString());
        sheet.property("Keeps config", bridge.preservesFirmwareConfig() ? "yes" : "no");
        for (AddressRange<HostPhysical> window : bridge.windows()) {
            sheet.property("Window", Span.of(window));
        }
        long functions =
                now.state().topology().functions().stream()
                        .filter(f ->
                                f.at().segment() == bridge.segment()
                                        && bridge.buses().contains(f.at().bus()))
                        .count();
        sheet.computed("Functions", Long.toString(functions));
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
        SheetMaker sheet = new SheetMaker(device.name());
        sheet.property("Bus", device.bus());
        sheet.property("IOMMU", Optional.ofNullable(device.iommu()).orElse("none"));
        sheet.property(
                "Stream IDs",
                device.streamIds().stream()
                        .map(id -> "0x" + Integer.toHexString(id))
                        .collect(Collectors.joining(" ")));
        sheet.property("MSI to", Optional.ofNullable(device.msiController()).orElse(""));
        sheet.property("Driver", Optional.ofNullable(device.driver()).orElse(""));
        sheet.computed(
                "Group",
                now.state()
                        .groups()
                        .groupOfDevice(device.name())
                        .map(g -> Integer.toString(g.number()))
                        .orElse("none"));
        return sheet.problems(now, Set.of(new ElementId.OfPlatformDevice(device.name())), "")
                .make();
    }

    static Sheet of(Computed now, Iommu iommu) {
        SheetMaker sheet = new SheetMaker(iommu.name() + "  " + iommu.kind().title());
        sheet.property(
                "Registers", Optional.ofNullable(iommu.base()).map(HostPhysical::hex).orElse(""));
        sheet.property(
                "PCI function",
                Optional.ofNullable(iommu.function()).map(Object::toString).orElse(""));
        hardware(sheet, iommu.hardware());
        GroupTable groups = now.state().groups();
        long behind =
                now.state().topology().functions().stream()
                        .filter(f ->
                                groups.iommuOf(f.at()).filter(iommu.name()::equals).isPresent())
                        .count();
        sheet.computed("Functions", Long.toString(behind));
        maps(now, sheet, map -> map.target().equals(iommu.name()));
        return sheet.problems(now, Set.of(new ElementId.OfIommu(iommu.name())), "").make();
    }

    private static void hardware(SheetMaker sheet, IommuHardware hardware) {
        switch (hardware) {
            case IommuHardware.SmmuV2 smmu -> {
                sheet.property("Stream entries", Integer.toString(smmu.streamMapEntries()));
                stages(sheet, smmu.stage1(), smmu.stage2(), smmu.input(), smmu.output());
                sheet.property("Page sizes", Span.pages(smmu.pageSizes()));
            }
            case IommuHardware.SmmuV3 smmu -> {
                stages(sheet, smmu.stage1(), smmu.stage2(), smmu.input(), smmu.output());
                sheet.property("Page sizes", Span.pages(smmu.pageSizes()));
                sheet.property("Coherency", smmu.enforcesCoherency() ? "enforced" : "");
                sheet.property("HI161x", smmu.hi161x() ? "yes: own MSI region" : "");
            }
            case IommuHardware.Vtd vtd -> {
                sheet.property("CAP", vtd.cap().toString());
                sheet.property("ECAP", vtd.ecap().toString());
            }
            case IommuHardware.AmdVi amd -> {
                sheet.property("Capability", "0x%08x".formatted(amd.capability()));
                sheet.property("EFR", amd.features().toString());
                sheet.property("EFR2", amd.features2().toString());
            }
            case IommuHardware.VirtioIommu virtio -> {
                sheet.property("Page sizes", Span.pages(virtio.pageSizes()));
                sheet.property("Input", virtio.input().hex());
                sheet.property(
                        "MSI window",
                        Optional.<AddressRange<Iova>>ofNullable(virtio.msiWindow())
                                .map(AddressRange::hex)
                                .orElse("none"));
            }
        }
    }

    private static void stages(
            SheetMaker sheet,
            boolean stage1,
            boolean stage2,
            AddressWidth input,
            AddressWidth output) {
        sheet.property(
                "Stages",
                (stage1 ? "1" : "") + (stage1 && stage2 ? " and " : "") + (stage2 ? "2" : ""));
        sheet.property("Input", input.bits() + " bits");
        sheet.property("Output", output.bits() + " bits");
    }

    static Sheet of(Computed now, MsiController controller) {
        SheetMaker sheet = new SheetMaker(controller.name());
        switch (controller) {
            case MsiController.Its its -> {
                sheet.property("Kind", "GICv" + its.version().spelling() + " ITS");
                sheet.property("Base", its.base().hex());
                sheet.property("ID", Integer.toString(its.id()));
                sheet.property("DeviceID", its.deviceIdBits() + " bits");
                sheet.property("EventID", its.eventIdBits() + " bits");
                HostPhysical preIts = its.preItsBase();
                sheet.property("Pre-ITS", preIts == null ? "" : preIts.hex());
            }
            case MsiController.GicV2m v2m -> {
                spis(sheet, "GICv2m", v2m.base(), v2m.firstSpi(), v2m.spis());
                sheet.property("Variant", v2m.variant().spelling());
            }
            case MsiController.Mbi mbi -> {
                spis(sheet, "GICv3 MBI", mbi.base(), mbi.firstSpi(), mbi.spis());
                HostPhysical alias = mbi.alias();
                sheet.property("Alias", alias == null ? "" : alias.hex());
            }
            case MsiController.Apic _ -> sheet.property("Kind", "local APICs");
        }
        GroupTable groups = now.state().groups();
        long users =
                now.state().topology().functions().stream()
                        .filter(f ->
                                groups.msiController(f.at()).filter(controller::equals).isPresent())
                        .count();
        sheet.computed("Functions", Long.toString(users));
        maps(now, sheet, map -> map.target().equals(controller.name()));
        return sheet.problems(now, Set.of(new ElementId.OfMsiController(controller.name())), "")
                .make();
    }

    private static void spis(
            SheetMaker sheet, String kind, HostPhysical base, int first, int count) {
        sheet.property("Kind", kind);
        sheet.property("Base", base.hex());
        sheet.property("SPIs", "%d from %d".formatted(count, first));
    }

    private static void maps(Computed now, SheetMaker sheet, Predicate<IdMap> test) {
        now.state().topology().idMaps().stream()
                .filter(test)
                .limit(12)
                .forEach(map -> sheet.computed("RIDs", IdMapText.of(map)));
    }
}
