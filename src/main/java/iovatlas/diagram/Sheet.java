package iovatlas.diagram;

import iovatlas.diagram.layout.Area;
import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Collects the marks of a drawing while it is made. Texts are placed by the top of their line, so
/// that callers need not know where a baseline is.
public final class Sheet {
    private final DrawingStyle style;
    private final List<Shape> shapes = new ArrayList<>();
    private double captionRight;

    public Sheet(DrawingStyle style) {
        this.style = style;
    }

    public DrawingStyle style() {
        return style;
    }

    public void box(Area area, Look look, @Nullable ElementId element, String tip) {
        shapes.add(
                new Shape.Box(
                        area.x(),
                        area.y(),
                        area.width(),
                        area.height(),
                        look.radius(),
                        look.fill(),
                        look.pattern(),
                        look.stroke(),
                        look.strokeWidth(),
                        look.dashed(),
                        element,
                        tip));
    }

    /// A box that is only decoration; left out of text drawings, where it would be a box.
    public void decoration(Area area, Look look) {
        if (!style.isCells()) {
            box(area, look, null, "");
        }
    }

    /// One line of text, by the top of its line.
    public void text(
            double x, double top, String text, FontRole font, Ink ink, @Nullable ElementId id) {
        text(x, top, text, font, ink, Shape.Anchor.START, id);
    }

    /// One line of text that starts, is centred or ends at x.
    public void text(
            double x,
            double top,
            String text,
            FontRole font,
            Ink ink,
            Shape.Anchor anchor,
            @Nullable ElementId element) {
        if (!text.isEmpty()) {
            double baseline = style.snap(top + style.text().ascent(font));
            shapes.add(new Shape.Text(x, baseline, text, font, ink, anchor, element));
        }
    }

    /// The caption of a drawing that has one; returns where the drawing itself starts.
    public double caption(String title) {
        if (!style.captioned()) {
            return style.pick(style.margin(), 0);
        }
        double top = style.pick(style.margin(), 0);
        double room = style.maximumWidth() - 2 * style.margin();
        for (String line : style.text().wrap(title, FontRole.TITLE, room)) {
            text(style.margin(), top, line, FontRole.TITLE, Ink.TEXT, null);
            double right = style.margin() + style.width(line, FontRole.TITLE);
            captionRight = Math.max(captionRight, right + style.pick(style.margin(), 0));
            top += style.lineHeight(FontRole.TITLE);
        }
        return style.up(top + style.pick(10, 1));
    }

    /// A polyline through x, y pairs.
    public void line(Stroke stroke, @Nullable ElementId element, double... xy) {
        var points = new ArrayList<Shape.Point>(xy.length / 2);
        for (int i = 0; i + 1 < xy.length; i += 2) {
            points.add(new Shape.Point(xy[i], xy[i + 1]));
        }
        shapes.add(
                new Shape.Line(
                        points,
                        stroke.ink(),
                        stroke.width(),
                        stroke.dashed(),
                        stroke.arrow(),
                        element));
    }

    /// A sign whose square starts at x and is centred on the line of text that starts at `top`.
    public void sign(
            double x, double top, FontRole line, Shape.Sign.Kind kind, Ink ink, double size) {
        double y = style.isCells() ? top : top + style.lineHeight(line) / 2;
        double middle = style.isCells() ? x : x + size / 2;
        shapes.add(new Shape.Sign(middle, y, size, kind, ink, null));
    }

    /// All of another drawing, its corner at x, y.
    public void place(Drawing drawing, double x, double y) {
        drawing.shapes().forEach(shape -> shapes.add(Moved.by(shape, x, y)));
    }

    public void add(Shape shape) {
        shapes.add(shape);
    }

    /// The finished drawing, sized to whole units, at least as wide as its caption.
    public Drawing finish(String title, String description, double width, double height) {
        // Cells cost nothing: trailing blanks are not written.
        double wide =
                style.isCells() ? style.maximumWidth() : style.up(Math.max(width, captionRight));
        return new Drawing(title, description, wide, style.up(height), shapes);
    }

    /// How a line is drawn.
    public record Stroke(Ink ink, double width, boolean dashed, boolean arrow) {

        public static Stroke solid(Ink ink, double width) {
            return new Stroke(ink, width, false, false);
        }

        public static Stroke dashed(Ink ink, double width) {
            return new Stroke(ink, width, true, false);
        }

        public Stroke withArrow() {
            return new Stroke(ink, width, dashed, true);
        }
    }
}
