package iovatlas.export.svg;

import iovatlas.diagram.ArrowHead;
import iovatlas.diagram.BreakWave;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Shape.Point;
import iovatlas.diagram.SignStrokes;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes one mark after the other.
final class SvgShapes {
    static final String SANS = "DejaVu Sans, Verdana, sans-serif";
    private static final String MONO = "DejaVu Sans Mono, Menlo, Consolas, monospace";
    private static final String DASHES = "5 4";

    private final SvgElements out;
    private final Palette palette;
    private final SvgPatterns patterns;
    private final String idPrefix;
    private final boolean linked;
    private final Map<String, Integer> idUses = new HashMap<>();

    /// @param linked whether marks carry the id of their element for scripts
    SvgShapes(
            SvgElements out,
            Palette palette,
            SvgPatterns patterns,
            String idPrefix,
            boolean linked) {
        this.out = out;
        this.palette = palette;
        this.patterns = patterns;
        this.idPrefix = idPrefix;
        this.linked = linked;
    }

    void write(Shape shape) {
        switch (shape) {
            case Shape.Box box -> box(box);
            case Shape.Line line -> line(line);
            case Shape.Text text -> text(text);
            case Shape.Break mark -> wave(mark);
            case Shape.Sign sign -> sign(sign);
        }
    }

    private void box(Shape.Box box) {
        out.open("rect");
        if (box.element() != null) {
            out.attribute("id", id(SvgId.of(box.element())));
        }
        link(box.element());
        out.attribute("x", box.x())
                .attribute("y", box.y())
                .attribute("width", box.width())
                .attribute("height", box.height())
                .attributeUnless(0, "rx", Math.min(box.radius(), box.height() / 2))
                .attribute("fill", patterns.fill(box.fill(), box.pattern()));
        if (box.stroke() != Ink.NONE && box.strokeWidth() > 0) {
            stroke(box.stroke(), box.strokeWidth(), box.dashed());
        }
        out.textElement("title", box.tip());
        out.close();
    }

    private void line(Shape.Line line) {
        List<Point> points = line.points();
        if (points.size() < 2) {
            return;
        }
        ArrowHead head = line.arrow() ? ArrowHead.of(line) : null;
        out.open("path")
                .attribute("d", path(points, head == null ? points.getLast() : head.base()))
                .attribute("fill", "none");
        stroke(line.ink(), line.width(), line.dashed());
        out.close();
        if (head != null) {
            out.open("path")
                    .attribute(
                            "d",
                            path(List.of(head.tip(), head.left(), head.right()), head.right())
                                    + "z")
                    .attribute("fill", palette.of(line.ink()).hex())
                    .close();
        }
    }

    private void text(Shape.Text text) {
        out.open("text");
        link(text.element());
        out.attribute("x", text.x())
                .attribute("y", text.y())
                .attribute("font-size", text.font().size())
                .attribute("fill", palette.of(text.ink()).hex());
        if (text.font().mono()) {
            out.attribute("font-family", MONO);
        }
        if (text.font().bold()) {
            out.attribute("font-weight", "bold");
        }
        switch (text.anchor()) {
            case START -> {}
            case MIDDLE -> out.attribute("text-anchor", "middle");
            case END -> out.attribute("text-anchor", "end");
        }
        // No-break spaces keep column gaps that XML readers would fold.
        out.characters(text.text().replace("  ", "\u00a0 "));
        out.close();
    }

    private void wave(Shape.Break mark) {
        var path = new StringBuilder("M");
        append(path, mark.x(), mark.y());
        for (BreakWave.Arc arc : BreakWave.arcs(mark)) {
            append(path.append('Q'), arc.controlX(), arc.controlY());
            append(path.append(' '), arc.endX(), arc.endY());
        }
        out.open("path").attribute("d", path.toString()).attribute("fill", "none");
        stroke(mark.ink(), 1.1, false);
        out.close();
    }

    private void sign(Shape.Sign sign) {
        var path = new StringBuilder();
        SignStrokes.of(sign).forEach(stroke -> path.append(path(stroke, stroke.getLast())));
        out.open("path").attribute("d", path.toString()).attribute("fill", "none");
        stroke(sign.ink(), SignStrokes.width(sign), false);
        out.attribute("stroke-linecap", "round").attribute("stroke-linejoin", "round");
        out.close();
    }

    private void stroke(Ink ink, double width, boolean dashed) {
        out.attribute("stroke", palette.of(ink).hex()).attributeUnless(1, "stroke-width", width);
        if (dashed) {
            out.attribute("stroke-dasharray", DASHES);
        }
    }

    private void link(@Nullable ElementId element) {
        if (linked && element != null) {
            out.attribute("data-element", SvgId.of(element));
        }
    }

    /// Ids are given once; further boxes of the same element are numbered.
    private String id(String name) {
        int uses = idUses.merge(name, 1, Integer::sum);
        return idPrefix + (uses == 1 ? name : name + "." + uses);
    }

    /// The path through the points, with `last` in the place of the last one.
    private static String path(List<Point> points, Point last) {
        var path = new StringBuilder("M");
        Point at = points.getFirst();
        append(path, at.x(), at.y());
        for (int i = 1; i < points.size(); i++) {
            Point next = i == points.size() - 1 ? last : points.get(i);
            segment(path, at, next);
            at = next;
        }
        return path.toString();
    }

    private static void segment(StringBuilder path, Point from, Point to) {
        if (from.y() == to.y()) {
            path.append('H').append(SvgElements.number(to.x()));
        } else if (from.x() == to.x()) {
            path.append('V').append(SvgElements.number(to.y()));
        } else {
            append(path.append('L'), to.x(), to.y());
        }
    }

    private static void append(StringBuilder path, double x, double y) {
        path.append(SvgElements.number(x)).append(' ').append(SvgElements.number(y));
    }
}
