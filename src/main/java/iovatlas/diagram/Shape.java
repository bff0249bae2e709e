package iovatlas.diagram;

import iovatlas.topology.ElementId;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One mark of a drawing, in drawing units, origin at the top left, y downwards. Later shapes lie
/// above earlier ones.
public sealed interface Shape {

    /// What the mark stands for, null for decoration.
    @Nullable ElementId element();

    /// A rectangle.
    ///
    /// @param radius corner radius, 0 for square corners
    /// @param dashed whether the outline is dashed
    /// @param tip what a pointer resting on it is told, empty for nothing
    record Box(
            double x,
            double y,
            double width,
            double height,
            double radius,
            Ink fill,
            Pattern pattern,
            Ink stroke,
            double strokeWidth,
            boolean dashed,
            @Nullable ElementId element,
            String tip)
            implements Shape {}

    /// An open polyline.
    ///
    /// @param arrow whether the last point has an arrow head
    record Line(
            List<Point> points,
            Ink ink,
            double width,
            boolean dashed,
            boolean arrow,
            @Nullable ElementId element)
            implements Shape {
        public Line {
            points = List.copyOf(points);
        }
    }

    /// One line of text.
    ///
    /// @param x of the anchor
    /// @param y of the baseline
    record Text(
            double x,
            double y,
            String text,
            FontRole font,
            Ink ink,
            Anchor anchor,
            @Nullable ElementId element)
            implements Shape {}

    /// A wavy break mark across an axis or a column.
    record Break(double x, double y, double width, Ink ink) implements Shape {
        @Override
        public @Nullable ElementId element() {
            return null;
        }
    }

    /// A small sign: check, cross, warning triangle, note; the centre is at x, y.
    record Sign(double x, double y, double size, Kind kind, Ink ink, @Nullable ElementId element)
            implements Shape {
        /// Which sign.
        public enum Kind {
            CHECK("check"),
            CROSS("cross"),
            WARNING("triangle"),
            NOTE("note"),
            UNKNOWN("question mark");

            private final String word;

            Kind(String word) {
                this.word = word;
            }

            /// What it looks like.
            public String word() {
                return word;
            }
        }
    }

    /// A point in drawing units.
    record Point(double x, double y) {}

    /// Where a text hangs on its x.
    enum Anchor {
        START,
        MIDDLE,
        END
    }
}
