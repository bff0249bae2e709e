package iovatlas.export.pdf;

import iovatlas.diagram.ArrowHead;
import iovatlas.diagram.BreakWave;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Palette;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.PatternStrokes;
import iovatlas.diagram.Rgb;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Shape.Point;
import iovatlas.diagram.SignStrokes;

import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.util.Matrix;

import java.awt.Color;
import java.io.IOException;
import java.util.List;

/// Paints marks on a page whose coordinates are drawing units.
final class PdfPainter {
    private static final float[] DASHES = {5, 4};
    private static final float[] NO_DASHES = {};
    private static final int BUTT = 0;
    private static final int ROUND = 1;

    private final PDPageContentStream content;
    private final PdfFonts fonts;
    private final Palette palette;
    private final PdfPaths paths;

    PdfPainter(PDPageContentStream content, PdfFonts fonts, Palette palette) {
        this.content = content;
        this.fonts = fonts;
        this.palette = palette;
        this.paths = new PdfPaths(content);
    }

    void ground(double width, double height, Ink ink) throws IOException {
        content.setNonStrokingColor(colour(palette.of(ink)));
        paths.rectangle(0, 0, width, height, 0);
        content.fill();
    }

    void paint(Shape shape) throws IOException {
        switch (shape) {
            case Shape.Box box -> box(box);
            case Shape.Line line -> line(line);
            case Shape.Text text -> text(text);
            case Shape.Break mark -> wave(mark);
            case Shape.Sign sign -> sign(sign);
        }
    }

    private void box(Shape.Box box) throws IOException {
        if (box.fill() != Ink.NONE) {
            boolean solid = box.pattern() == Pattern.SOLID;
            Rgb ground = solid ? palette.of(box.fill()) : palette.tint(box.fill());
            content.setNonStrokingColor(colour(ground));
            outline(box);
            content.fill();
            if (!solid) {
                pattern(box);
            }
        }
        if (box.stroke() != Ink.NONE && box.strokeWidth() > 0) {
            stroke(box.stroke(), box.strokeWidth(), box.dashed());
            outline(box);
            content.stroke();
        }
    }

    private void outline(Shape.Box box) throws IOException {
        double radius = Math.min(box.radius(), box.height() / 2);
        paths.rectangle(box.x(), box.y(), box.width(), box.height(), radius);
    }

    private void pattern(Shape.Box box) throws IOException {
        content.saveGraphicsState();
        outline(box);
        content.clip();
        stroke(box.fill(), box.pattern().strokeWidth(), false);
        for (PatternStrokes.Stroke stroke :
                PatternStrokes.over(box.pattern(), box.x(), box.y(), box.width(), box.height())) {
            paths.polyline(List.of(stroke.from(), stroke.to()), stroke.to());
        }
        content.stroke();
        content.restoreGraphicsState();
    }

    private void line(Shape.Line line) throws IOException {
        List<Point> points = line.points();
        if (points.size() < 2) {
            return;
        }
        ArrowHead head = line.arrow() ? ArrowHead.of(line) : null;
        stroke(line.ink(), line.width(), line.dashed());
        paths.polyline(points, head == null ? points.getLast() : head.base());
        content.stroke();
        if (head != null) {
            content.setNonStrokingColor(colour(palette.of(line.ink())));
            paths.polyline(List.of(head.tip(), head.left(), head.right()), head.right());
            content.closePath();
            content.fill();
        }
    }

    private void text(Shape.Text text) throws IOException {
        String printable = fonts.printable(text.font(), text.text());
        if (printable.isBlank()) {
            return;
        }
        double width = fonts.width(text.font(), printable);
        double shift =
                switch (text.anchor()) {
                    case START -> 0;
                    case MIDDLE -> width / 2;
                    case END -> width;
                };
        content.beginText();
        content.setFont(fonts.face(text.font()), text.font().size());
        content.setNonStrokingColor(colour(palette.of(text.ink())));
        content.setTextMatrix(
                new Matrix(1, 0, 0, -1, (float) (text.x() - shift), (float) text.y()));
        content.showText(printable);
        content.endText();
    }

    private void wave(Shape.Break mark) throws IOException {
        stroke(mark.ink(), 1.1, false);
        paths.wave(new Point(mark.x(), mark.y()), BreakWave.arcs(mark));
        content.stroke();
    }

    private void sign(Shape.Sign sign) throws IOException {
        stroke(sign.ink(), SignStrokes.width(sign), false);
        content.setLineCapStyle(ROUND);
        content.setLineJoinStyle(ROUND);
        for (List<Point> stroke : SignStrokes.of(sign)) {
            paths.polyline(stroke, stroke.getLast());
        }
        content.stroke();
        content.setLineCapStyle(BUTT);
        content.setLineJoinStyle(BUTT);
    }

    private void stroke(Ink ink, double width, boolean dashed) throws IOException {
        content.setStrokingColor(colour(palette.of(ink)));
        content.setLineWidth((float) width);
        content.setLineDashPattern(dashed ? DASHES : NO_DASHES, 0);
    }

    private static Color colour(Rgb rgb) {
        return new Color(rgb.red(), rgb.green(), rgb.blue());
    }
}
