package iovatlas.diagram;

/// Shapes elsewhere.
final class ShapeMove {

    private ShapeMove() {}

    /// The same shape further right and down.
    static Shape by(Shape shape, double dx, double dy) {
        return switch (shape) {
            case Shape.Box b ->
                    new Shape.Box(
                            b.x() + dx,
                            b.y() + dy,
                            b.width(),
                            b.height(),
                            b.radius(),
                            b.fill(),
                            b.pattern(),
                            b.stroke(),
                            b.strokeWidth(),
                            b.dashed(),
                            b.element(),
                            b.tip());
            case Shape.Line l ->
                    new Shape.Line(
                            l.points().stream()
                                    .map(p -> new Shape.Point(p.x() + dx, p.y() + dy))
                                    .toList(),
                            l.ink(),
                            l.width(),
                            l.dashed(),
                            l.arrow(),
                            l.element());
            case Shape.Text t ->
                    new Shape.Text(
                            t.x() + dx,
                            t.y() + dy,
                            t.text(),
                            t.font(),
                            t.ink(),
                            t.anchor(),
                            t.element());
            case Shape.Break b -> new Shape.Break(b.x() + dx, b.y() + dy, b.width(), b.ink());
            case Shape.Sign s ->
                    new Shape.Sign(
                            s.x() + dx, s.y() + dy, s.size(), s.kind(), s.ink(), s.element());
        };
    }
}
