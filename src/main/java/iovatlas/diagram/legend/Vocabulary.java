package iovatlas.diagram.legend;

import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape.Sign;
import iovatlas.diagram.iova.IovaItem;
import iovatlas.diagram.iova.ItemLook;

import java.util.ArrayList;
import java.util.List;

/// Everything that drawings say by looks.
final class Vocabulary {

    private static final Look BAR = Look.fill(Ink.NONE).withRadius(2);

    private Vocabulary() {}

    /// In the order of a legend.
    static List<LegendEntry> entries() {
        List<LegendEntry> entries = new ArrayList<>();
        machine(entries);
        map(entries);
        collisions(entries);
        path(entries);
        entries.add(new LegendEntry.OfSign(Sign.Kind.CHECK, Ink.GOOD_TEXT, "passes, or isolates"));
        entries.add(new LegendEntry.OfSign(Sign.Kind.CROSS, Ink.ALARM_TEXT, "fails here"));
        entries.add(new LegendEntry.OfSign(Sign.Kind.WARNING, Ink.TEXT, "look here"));
        entries.add(new LegendEntry.OfSign(Sign.Kind.UNKNOWN, Ink.TEXT, "fails later"));
        return List.copyOf(entries);
    }

    private static void machine(List<LegendEntry> entries) {
        entries.add(box(Look.HULL, "IOMMU group"));
        entries.add(box(BAR.withFill(Ink.BLUE), "bridge or port; host and guest software"));
        entries.add(box(BAR.withFill(Ink.GREEN), "endpoint and its message"));
        entries.add(box(BAR.withFill(Ink.PURPLE), "IOMMU or MSI controller"));
        entries.add(box(Look.FRAME.withStroke(Ink.BLUE, 1.6), "guest or process"));
        entries.add(box(Look.NODE.withStroke(Ink.ORANGE, 1.6), "container or IOAS"));
    }

    private static void map(List<LegendEntry> entries) {
        entries.add(item(IovaItem.Kind.MAPPING, "memory, mapped or of the owner"));
        entries.add(item(IovaItem.Kind.MMIO, "device registers of the guest"));
        entries.add(item(IovaItem.Kind.ROM, "read-only memory"));
        entries.add(item(IovaItem.Kind.REFUSED, "mapping that the kernel refused"));
        entries.add(item(IovaItem.Kind.DIRECT, "direct region of firmware"));
        entries.add(item(IovaItem.Kind.RELAXABLE, "direct region that VFIO ignores"));
        entries.add(item(IovaItem.Kind.RESERVED, "reserved region"));
        entries.add(item(IovaItem.Kind.MSI, "MSI window of the hardware"));
        entries.add(item(IovaItem.Kind.SW_MSI, "MSI window of the kernel"));
        entries.add(item(IovaItem.Kind.DOORBELL, "doorbell page"));
        entries.add(item(IovaItem.Kind.OUTSIDE, "beyond the aperture"));
        entries.add(item(IovaItem.Kind.TOLD, "what user space is told that it may use"));
        entries.add(item(IovaItem.Kind.BRIDGE, "window of a PCI host bridge"));
        entries.add(item(IovaItem.Kind.COVERING, "mapping accepted over a window"));
        entries.add(item(IovaItem.Kind.CHANGED, "changed by a step"));
        entries.add(
                box(
                        new Look(Ink.ORANGE, Pattern.HATCH, Ink.OUTLINE, 1.2, false, 3),
                        "host page of a doorbell"));
    }

    private static void collisions(List<LegendEntry> entries) {
        Look collision = new Look(Ink.VERMILLION, Pattern.HATCH, Ink.VERMILLION, 1.4, false, 2);
        entries.add(box(collision, "collision: refused"));
        entries.add(
                box(
                        collision.withPattern(Ink.VERMILLION, Pattern.CROSS_HATCH),
                        "collision: silent"));
        entries.add(
                box(
                        collision.withPattern(Ink.VERMILLION, Pattern.VERTICAL_HATCH),
                        "collision: fails later"));
    }

    private static void path(List<LegendEntry> entries) {
        entries.add(
                box(
                        Look.NODE.withFill(Ink.ALARM_TINT).withStroke(Ink.VERMILLION, 2),
                        "the message dies here"));
        entries.add(box(Look.NODE.withDashed(true), "not reached, or not mapped"));
    }

    private static LegendEntry item(IovaItem.Kind kind, String text) {
        ItemLook look = ItemLook.of(kind);
        return new LegendEntry.OfBox(look.box(), look.letter(), text);
    }

    private static LegendEntry box(Look look, String text) {
        return new LegendEntry.OfBox(look, "", text);
    }
}
