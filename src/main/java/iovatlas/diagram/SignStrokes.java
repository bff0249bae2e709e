package iovatlas.diagram;

import iovatlas.diagram.Shape.Point;

import java.util.ArrayList;
import java.util.List;

/// The strokes of a sign, the same in every renderer, so that no font has to have the character.
public final class SignStrokes {

    private SignStrokes() {}

    /// Polylines in drawing units, to be drawn with round ends and joins.
    public static List<List<Point>> of(Shape.Sign sign) {
        return switch (sign.kind()) {
            case CHECK -> List.of(at(sign, -0.4, 0.05, -0.12, 0.34, 0.42, -0.36));
            case CROSS ->
                    List.of(at(sign, -0.36, -0.36, 0.36, 0.36), at(sign, -0.36, 0.36, 0.36, -0.36));
            case WARNING ->
                    List.of(
                            at(sign, 0, -0.5, 0.54, 0.46, -0.54, 0.46, 0, -0.5),
                            at(sign, 0, -0.14, 0, 0.12),
                            at(sign, 0, 0.29, 0, 0.3));
            case NOTE -> List.of(at(sign, 0, -0.08, 0, 0.42), at(sign, 0, -0.4, 0, -0.38));
            case UNKNOWN ->
                    List.of(
                            at(
                                    sign, -0.24, -0.22, -0.14, -0.4, 0.12, -0.42, 0.25, -0.24, 0.18,
                                    -0.06, 0, 0.06, 0, 0.16),
                            at(sign, 0, 0.4, 0, 0.42));
        };
    }

    /// The width of the strokes.
    public static double width(Shape.Sign sign) {
        return sign.size() * 0.17;
    }

    private static List<Point> at(Shape.Sign sign, double... xy) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < xy.length; i += 2) {
            points.add(
                    new Point(sign.x() + xy[i] * sign.size(), sign.y() + xy[i + 1] * sign.size()));
        }
        return List.copyOf(points);
    }
}
