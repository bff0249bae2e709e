package iovatlas.diagram.iova;

import iovatlas.address.AddressRange;
import iovatlas.address.Iova;
import iovatlas.diagram.Drawing;
import iovatlas.diagram.DrawingStyle;
import iovatlas.diagram.layout.Area;

import java.util.List;
import java.util.Optional;

/// A drawn map together with where its axes lie on it, for looking at other addresses by pointing.
///
/// @param drawing what is seen
/// @param frames the columns of every map, from top to bottom
public record MapPicture(Drawing drawing, List<Frame> frames) {

    public MapPicture {
        frames = List.copyOf(frames);
    }

    /// The frame nearest to a point of the drawing; empty for a picture without any.
    public Optional<Frame> nearest(double x, double y) {
        Frame best = null;
        for (Frame frame : frames) {
            if (best == null || frame.distance(x, y) < best.distance(x, y)) {
                best = frame;
            }
        }
        return Optional.ofNullable(best);
    }

    /// The columns of one map.
    ///
    /// @param model what is drawn
    /// @param options how
    /// @param area the columns on the drawing
    /// @param axis their addresses from end to end of the area
    /// @param style the measurements that were used
    public record Frame(
            IovaMapModel model,
            IovaMapOptions options,
            Area area,
            IovaAxis axis,
            DrawingStyle style) {

        /// The addresses that are shown.
        public AddressRange<Iova> viewport() {
            return axis.range();
        }

        /// Whether these are all there are.
        public boolean isWhole() {
            return viewport().equals(model.range());
        }

        /// How far along the axis a height of the drawing is, from 0 at the lowest address to 1; what
        /// is beyond an end is taken for that end.
        public double fraction(double y) {
            double down = Math.clamp((y - area.y()) / area.height(), 0, 1);
            return options.lowAtBottom() ? 1 - down : down;
        }

        /// The address at a height of the drawing.
        public Iova at(double y) {
            return axis.at(fraction(y) * axis.length());
        }

        /// The same for zooming and panning.
        public MapMotion motion() {
            IovaAxis home =
                    isWhole()
                            ? axis
                            : MapLayout.of(model, options.withViewport(null), style).axis();
            return new MapMotion(axis, home);
        }

        /// The same frame elsewhere on a drawing.
        Frame movedBy(double dx, double dy) {
            Area there = new Area(area.x() + dx, area.y() + dy, area.width(), area.height());
            return new Frame(model, options, there, axis, style);
        }

        private double distance(double x, double y) {
            return Math.max(0, Math.max(area.y() - y, y - area.bottom()))
                    + Math.max(0, Math.max(area.x() - x, x - area.right()));
        }
    }
}
