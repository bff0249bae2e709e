package iovatlas.ui.inspector;

import iovatlas.address.ByteSize;
import iovatlas.address.Iova;
import iovatlas.scenario.ScenarioStep;
import iovatlas.scenario.Step;
import iovatlas.topology.PciAddress;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What a step does, field by field.
final class StepFields {

    private StepFields() {}

    static void add(SheetMaker sheet, int number, ScenarioStep step) {
        switch (step.action()) {
            case Step.Attach s -> device(sheet, s.device()).property("To", s.space());
            case Step.Detach s -> device(sheet, s.device());
            case Step.AttachMediated s -> mediated(sheet, s.device()).property("To", s.space());
            case Step.DetachMediated s -> mediated(sheet, s.device());
            case Step.Pin s -> pin(sheet, s);
            case Step.Map s -> map(sheet, number, step, s);
            case Step.Unmap s ->
                    sheet.property("Space", s.space())
                            .property("IOVA", s.iova().hex())
                            .property("Size", size(s.size()));
            case Step.SetIrqs s ->
                    device(sheet, s.device())
                            .property("Index", s.index().spelling())
                            .property("Vectors", "%d from %d".formatted(s.count(), s.start()));
            case Step.IrqsOff s ->
                    device(sheet, s.device()).property("Index", s.index().spelling());
            case Step.Bind s ->
                    device(sheet, s.device())
                            .editable(
                                    "Driver",
                                    s.driver(),
                                    FieldEditor.text(text ->
                                            StepSheet.acting(
                                                    number,
                                                    step,
                                                    new Step.Bind(s.device(), text.strip()))));
            case Step.Unbind s -> device(sheet, s.device());
            case Step.HotAdd s -> device(sheet, s.function().at());
            case Step.HotRemove s -> device(sheet, s.device());
            case Step.SetNumVfs s ->
                    device(sheet, s.device()).property("VFs", Integer.toString(s.count()));
            case Step.SetGroupType s -> device(sheet, s.device()).property("Type", s.type().word());
            case Step.GuestVector s -> guestVector(sheet, s);
            case Step.WriteConfig s ->
                    device(sheet, s.device())
                            .property("Bus master", bit(s.busMaster()))
                            .property("Function mask", bit(s.functionMask()));
            case Step.Disturb s ->
                    device(sheet, s.device())
                            .property("Vector", Integer.toString(s.vector()))
                            .property("What", s.what().word());
            case Step.Fire s ->
                    device(sheet, s.device())
                            .property("Index", s.index().spelling())
                            .property("Vector", Integer.toString(s.vector()))
                            .property("Vectors", Integer.toString(s.count()))
                            .property("Times", Integer.toString(s.times()));
        }
    }

    private static String bit(@Nullable Boolean value) {
        if (value == null) {
            return "";
        }
        return value ? "on" : "off";
    }

    private static void guestVector(SheetMaker sheet, Step.GuestVector s) {
        device(sheet, s.device())
                .property("Vector", Integer.toString(s.vector()))
                .property("Doorbell", s.doorbell().hex())
                .property("DeviceID", "0x" + Integer.toHexString(s.guestDevice()))
                .property("EventID", "0x" + Integer.toHexString(s.event()))
                .property("LPI", s.lpi() <= 0 ? "not mapped" : Integer.toString(s.lpi()))
                .property("vCPU", Integer.toString(s.vcpu()))
                .property("Written", s.entry().word());
    }

    private static void pin(SheetMaker sheet, Step.Pin s) {
        mediated(sheet, s.device())
                .property("IOVA", s.iova().hex())
                .property("Size", s.size().text())
                .property("Access", s.write() ? "rw" : "r-");
    }

    private static SheetMaker mediated(SheetMaker sheet, String device) {
        return sheet.property("Mediated device", device);
    }

    private static SheetMaker device(SheetMaker sheet, PciAddress at) {
        return sheet.property("Function", at.toString());
    }

    private static void map(SheetMaker sheet, int number, ScenarioStep step, Step.Map map) {
        sheet.property("Space", map.space());
        Iova iova = map.iova();
        sheet.editable(
                "IOVA",
                iova == null ? "" : iova.hex(),
                FieldEditor.text(text ->
                        StepSheet.acting(
                                number,
                                step,
                                placed(
                                        map,
                                        text.isBlank() ? null : Iova.parse(text.strip()),
                                        map.size()))));
        sheet.editable(
                "Size",
                map.size().text(),
                FieldEditor.text(text ->
                        StepSheet.acting(
                                number, step, placed(map, iova, ByteSize.parse(text.strip())))));
        sheet.property("Backing", Optional.ofNullable(map.backing()).orElse("anonymous"));
        sheet.property("Offset", map.offset().isZero() ? "" : map.offset().text());
        sheet.property("Access", (map.read() ? "r" : "-") + (map.write() ? "w" : "-"));
    }

    private static Step.Map placed(Step.Map map, @Nullable Iova iova, ByteSize size) {
        return new Step.Map(
                map.space(), iova, size, map.backing(), map.offset(), map.read(), map.write());
    }

    private static String size(@Nullable ByteSize size) {
        return size == null ? "to the end" : size.text();
    }
}
