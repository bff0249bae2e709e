package iovatlas.export.text;

import iovatlas.diagram.Drawing;
import iovatlas.diagram.Ink;
import iovatlas.diagram.Pattern;
import iovatlas.diagram.Shape;
import iovatlas.diagram.Shape.Point;

import java.util.List;

/// Writes a drawing that was made in character cells as plain text.
public final class TextWriter {
    private final CellGrid grid;
    private final Characters characters;

    private TextWriter(CellGrid grid, Characters characters) {
        this.grid = grid;
        this.characters = characters;
    }

    /// The lines of the drawing, each at most `columns` wide and ended by a newline. Shapes must be
    /// in cells: [iovatlas.diagram.DrawingStyle#cells].
    public static String write(Drawing drawing, int columns) {
        return write(drawing, columns, Characters.ASCII);
    }

    /// The same in other characters.
    public static String write(Drawing drawing, int columns, Characters characters) {
        var grid =
                new CellGrid(
                        (int) Math.min(columns, Math.ceil(drawing.width())),
                        (int) Math.ceil(drawing.height()),
                        characters);
        var writer = new TextWriter(grid, characters);
        drawing.shapes().forEach(writer::shape);
        return grid.text();
    }

    private void shape(Shape shape) {
        switch (shape) {
            case Shape.Box box -> box(box);
            case Shape.Line line -> line(line);
            case Shape.Text text -> text(text);
            case Shape.Break mark -> wave(mark);
            case Shape.Sign sign -> sign(sign);
        }
    }

    private void box(Shape.Box box) {
        int left = cell(box.x());
        int top = cell(box.y());
        int right = cell(box.x() + box.width()) - 1;
        int bottom = cell(box.y() + box.height()) - 1;
        if (right < left || bottom < top) {
            return;
        }
        boolean outlined = box.stroke() != Ink.NONE && right > left && bottom > top;
        int border = outlined ? 1 : 0;
        if (box.fill() != Ink.NONE) {
            grid.clear(left + border, top + border, right - border, bottom - border);
            if (box.pattern() != Pattern.SOLID) {
                grid.fill(
                        left + border,
                        top + border,
                        right - border,
                        bottom - border,
                        box.pattern().fill());
            }
        }
        if (outlined) {
            grid.run(left, top, right, top, box.dashed());
            grid.run(left, bottom, right, bottom, box.dashed());
            grid.run(left, top, left, bottom, box.dashed());
            grid.run(right, top, right, bottom, box.dashed());
        }
    }

    private void line(Shape.Line line) {
        List<Point> points = line.points();
        for (int i = 1; i < points.size(); i++) {
            Point from = points.get(i - 1);
            Point to = points.get(i);
            int x1 = cell(from.x());
            int y1 = cell(from.y());
            int x2 = cell(to.x());
            int y2 = cell(to.y());
            // Cells know no slopes: down first, then across.
            grid.run(x1, y1, x1, y2, line.dashed());
            grid.run(x1, y2, x2, y2, line.dashed());
        }
        if (line.arrow() && points.size() > 1) {
            Point tip = points.getLast();
            grid.put(cell(tip.x()), cell(tip.y()), head(points.get(points.size() - 2), tip));
        }
    }

    private static char head(Point from, Point tip) {
        if (cell(from.x()) != cell(tip.x())) {
            return from.x() < tip.x() ? '>' : '<';
        }
        return from.y() < tip.y() ? 'v' : '^';
    }

    private void text(Shape.Text text) {
        String label = characters.label(text.text());
        int start =
                switch (text.anchor()) {
                    case START -> cell(text.x());
                    case MIDDLE -> cell(Math.floor(text.x() - label.length() / 2.0));
                    case END -> cell(text.x()) - label.length();
                };
        for (int i = 0; i < label.length(); i++) {
            grid.put(start + i, cell(text.y()), label.charAt(i));
        }
    }

    private void wave(Shape.Break mark) {
        for (int i = 0; i < cell(mark.width()); i++) {
            grid.put(cell(mark.x()) + i, cell(mark.y()), '~');
        }
    }

    private void sign(Shape.Sign sign) {
        String word =
                switch (sign.kind()) {
                    case CHECK -> "ok";
                    case CROSS -> "XX";
                    case WARNING -> "!!";
                    case NOTE -> "i";
                    case UNKNOWN -> "??";
                };
        for (int i = 0; i < word.length(); i++) {
            grid.put(cell(sign.x()) + i, cell(sign.y()), word.charAt(i));
        }
    }

    private static int cell(double units) {
        return (int) Math.rint(units);
    }
}
