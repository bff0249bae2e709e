package iovatlas.diagram.legend;

import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape.Sign;
import iovatlas.diagram.iova.Collision;
import iovatlas.diagram.iova.IovaItem;
import iovatlas.diagram.iova.ItemLook;

import java.util.ArrayList;
import java.util.List;

/// Everything that drawings say by looks.
final class Vocabulary {

    private static final Look BAR = Look.fill(Ink.NONE).withRadius(2);

    /// What a map shows, in the order of a legend; those that look the same once.
    private static final List<IovaItem.Kind> KINDS =
            List.of(
                    IovaItem.Kind.MAPPING,
                    IovaItem.Kind.MMIO,
                    IovaItem.Kind.ROM,
                    IovaItem.Kind.REFUSED,
                    IovaItem.Kind.DIRECT,
                    IovaItem.Kind.RELAXABLE,
                    IovaItem.Kind.RESERVED,
                    IovaItem.Kind.MSI,
                    IovaItem.Kind.SW_MSI,
                    IovaItem.Kind.DOORBELL,
                    IovaItem.Kind.OUTSIDE,
                    IovaItem.Kind.TOLD,
                    IovaItem.Kind.MISSING,
                    IovaItem.Kind.BRIDGE,
                    IovaItem.Kind.COVERING,
                    IovaItem.Kind.CHANGED);

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
        KINDS.forEach(kind -> entries.add(item(kind)));
        entries.add(
                box(
                        new Look(Ink.ORANGE, Pattern.HATCH, Ink.OUTLINE, 1.2, false, 3),
                        "host page of a doorbell"));
    }

    private static void collisions(List<LegendEntry> entries) {
        for (Collision.Kind kind : Collision.Kind.values()) {
            entries.add(box(kind.look(), "collision: " + kind.word()));
        }
    }

    private static void path(List<LegendEntry> entries) {
        entries.add(
                box(
                        Look.NODE.withFill(Ink.ALARM_TINT).withStroke(Ink.VERMILLION, 2),
                        "the message dies here"));
        entries.add(box(Look.NODE.withDashed(true), "not reached, or not mapped"));
    }

    private static LegendEntry item(IovaItem.Kind kind) {
        ItemLook look = ItemLook.of(kind);
        return new LegendEntry.OfBox(look.box(), look.letter(), ItemLook.meaning(kind));
    }

    private static LegendEntry box(Look look, String text) {
        return new LegendEntry.OfBox(look, "", text);
    }
}
