package iovatlas.export.svg;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape;

import java.util.Locale;
import java.util.TreeSet;

/// The `<pattern>` definitions that a drawing needs.
final class SvgPatterns {
    private final Palette palette;
    private final String idPrefix;

    SvgPatterns(Palette palette, String idPrefix) {
        this.palette = palette;
        this.idPrefix = idPrefix;
    }

    /// The value of a `fill` attribute.
    String fill(Ink ink, Pattern pattern) {
        if (ink == Ink.NONE) {
            return "none";
        }
        return pattern == Pattern.SOLID
                ? palette.of(ink).hex()
                : "url(#" + id(new Use(ink, pattern)) + ")";
    }

    void define(SvgElements out, Drawing drawing) {
        var uses = new TreeSet<Use>();
        for (Shape shape : drawing.shapes()) {
            if (shape instanceof Shape.Box box
                    && box.fill() != Ink.NONE
                    && box.pattern() != Pattern.SOLID) {
                uses.add(new Use(box.fill(), box.pattern()));
            }
        }
        if (uses.isEmpty()) {
            return;
        }
        out.open("defs");
        uses.forEach(use -> define(out, use));
        out.close();
    }

    private void define(SvgElements out, Use use) {
        double side = use.pattern.spacing();
        out.open("pattern")
                .attribute("id", id(use))
                .attribute("width", side)
                .attribute("height", side)
                .attribute("patternUnits", "userSpaceOnUse");
        out.open("rect")
                .attribute("width", side)
                .attribute("height", side)
                .attribute("fill", palette.tint(use.ink).hex())
                .close();
        out.open("path")
                .attribute("d", path(use.pattern))
                .attribute("stroke", palette.of(use.ink).hex())
                .attribute("stroke-width", use.pattern.strokeWidth())
                .close();
        out.close();
    }

    private static String path(Pattern pattern) {
        String side = SvgElements.number(pattern.spacing());
        String middle = SvgElements.number(pattern.spacing() / 2);
        if (pattern == Pattern.VERTICAL_HATCH) {
            return "M" + middle + " 0V" + side;
        }
        if (pattern == Pattern.DOTS) {
            double half = pattern.strokeWidth() / 2;
            return "M"
                    + SvgElements.number(pattern.spacing() / 2 - half)
                    + " "
                    + middle
                    + "h"
                    + SvgElements.number(2 * half);
        }
        // The corners of neighbouring tiles complete the line that runs through a tile's corner.
        String corners = "M-2 2L2 -2M{0} {1}L{1} {0}";
        double out = pattern.spacing() + 2;
        double in = pattern.spacing() - 2;
        String rising =
                "M0 "
                        + side
                        + "L"
                        + side
                        + " 0"
                        + corners.replace("{0}", SvgElements.number(in))
                                .replace("{1}", SvgElements.number(out));
        if (!pattern.falls()) {
            return rising;
        }
        return rising + "M0 0L" + side + " " + side + fallingCorners(in, out);
    }

    private static String fallingCorners(double in, double out) {
        return "M"
                + SvgElements.number(in)
                + " -2L"
                + SvgElements.number(out)
                + " 2M-2 "
                + SvgElements.number(in)
                + "L2 "
                + SvgElements.number(out);
    }

    private String id(Use use) {
        return (idPrefix + use.ink + "-" + use.pattern).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private record Use(Ink ink, Pattern pattern) implements Comparable<Use> {
        @Override
        public int compareTo(Use other) {
            int byInk = ink.compareTo(other.ink);
            return byInk != 0 ? byInk : pattern.compareTo(other.pattern);
        }
    }
}
