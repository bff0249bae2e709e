package iovatlas.diagram.iova;

import iovatlas.diagram.Ink;
import iovatlas.diagram.Look;
import iovatlas.diagram.Pattern;

/// How a kind of item is painted: pattern, outline and letter say what the colour says.
///
/// @param box fill and outline
/// @param text ink of the label
/// @param plated whether the label needs a plain plate under it
/// @param letter the letter code, empty for none
public record ItemLook(Look box, Ink text, boolean plated, String letter) {
    private static final Look PLAIN = new Look(Ink.NONE, Pattern.SOLID, Ink.TEXT, 1, false, 2);

    /// The look of a kind.
    public static ItemLook of(IovaItem.Kind kind) {
        return switch (kind) {
            case OUTSIDE -> patterned(Ink.GREY, Pattern.SPARSE_HATCH, "");
            case TOLD ->
                    new ItemLook(
                            PLAIN.withFill(Ink.BACKGROUND).withStroke(Ink.GREEN, 1.2),
                            Ink.TEXT,
                            false,
                            "");
            case BRIDGE -> patterned(Ink.ORANGE, Pattern.DOTS, "B");
            case CHANGED ->
                    new ItemLook(
                            PLAIN.withFill(Ink.NONE).withStroke(Ink.ACCENT, 2.2).withDashed(true),
                            Ink.TEXT,
                            false,
                            "");
            case RAM, MAPPING, MAPPINGS ->
                    new ItemLook(PLAIN.withFill(Ink.SKY), Ink.ON_COLOUR, false, "");
            case MMIO -> patterned(Ink.GREEN, Pattern.DOTS, "");
            case ROM -> patterned(Ink.GREY, Pattern.DOTS, "");
            case REFUSED ->
                    new ItemLook(
                            PLAIN.withFill(Ink.SKY_TINT)
                                    .withStroke(Ink.VERMILLION, 1.4)
                                    .withDashed(true),
                            Ink.TEXT,
                            false,
                            "");
            case RELAXABLE -> patterned(Ink.YELLOW, Pattern.SPARSE_HATCH, "R");
            case DIRECT -> patterned(Ink.ORANGE, Pattern.HATCH, "D");
            case RESERVED -> patterned(Ink.GREY, Pattern.CROSS_HATCH, "X");
            case MSI -> patterned(Ink.PURPLE, Pattern.CROSS_HATCH, "M");
            case SW_MSI -> patterned(Ink.PURPLE, Pattern.VERTICAL_HATCH, "S");
            case MISSING ->
                    new ItemLook(
                            PLAIN.withFill(Ink.ALARM_TINT)
                                    .withStroke(Ink.VERMILLION, 1.4)
                                    .withDashed(true),
                            Ink.ALARM_TEXT,
                            false,
                            "!");
            case COVERING ->
                    new ItemLook(
                            PLAIN.withFill(Ink.SKY).withStroke(Ink.VERMILLION, 1.4),
                            Ink.ON_COLOUR,
                            false,
                            "");
            case DOORBELL ->
                    new ItemLook(
                            PLAIN.withFill(Ink.BACKGROUND).withStroke(Ink.PURPLE, 1.4),
                            Ink.TEXT,
                            false,
                            "");
        };
    }

    /// What a kind is, for legends.
    public static String meaning(IovaItem.Kind kind) {
        return switch (kind) {
            case OUTSIDE -> "beyond the aperture";
            case TOLD -> "what user space is told that it may use";
            case BRIDGE -> "PCI bridge window, unknown to VFIO";
            case RAM, MAPPING, MAPPINGS -> "memory, mapped or of the owner";
            case MMIO -> "device registers of the guest";
            case ROM -> "read-only memory";
            case REFUSED -> "mapping that the kernel refused";
            case RELAXABLE -> "direct region that VFIO ignores";
            case DIRECT -> "direct region of firmware";
            case RESERVED -> "reserved region";
            case MSI -> "MSI, decoded by hardware";
            case SW_MSI -> "software MSI, kept for doorbells";
            case COVERING -> "mapping accepted over a window";
            case DOORBELL -> "doorbell page";
            case MISSING -> "differs from the page tables";
            case CHANGED -> "changed by a step";
        };
    }

    private static ItemLook patterned(Ink ink, Pattern pattern, String letter) {
        Look box = PLAIN.withPattern(ink, pattern).withStroke(Ink.MUTED, 1.2);
        return new ItemLook(box, Ink.TEXT, true, letter);
    }
}
