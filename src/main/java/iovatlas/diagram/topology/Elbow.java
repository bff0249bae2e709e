package iovatlas.diagram.topology;

import iovatlas.diagram.layout.Area;

/// Ways at right angles between boxes that may stand anywhere.
final class Elbow {
    /// The least straight piece at either end.
    private static final double STUB = 10;

    private Elbow() {}

    /// From the side of a box to the nearer side of another one, as x, y pairs.
    ///
    /// @param exit where the way leaves the first box, when it leaves at its left or right side
    /// @param entry where it reaches the other
    /// @param bus where its upright piece would best be
    static double[] way(Area from, double exit, Area to, double entry, double bus) {
        if (from.right() + 2 * STUB <= to.x()) {
            double x = Math.clamp(bus, from.right() + STUB, to.x() - STUB);
            return new double[] {from.right(), exit, x, exit, x, entry, to.x(), entry};
        }
        if (to.right() + 2 * STUB <= from.x()) {
            double x = Math.clamp(bus, to.right() + STUB, from.x() - STUB);
            return new double[] {from.x(), exit, x, exit, x, entry, to.right(), entry};
        }
        boolean down = from.middleY() <= to.middleY();
        double start = down ? from.bottom() : from.y();
        double end = down ? to.y() : to.bottom();
        double middle = (start + end) / 2;
        double x = from.middleX();
        return x == to.middleX()
                ? new double[] {x, start, x, end}
                : new double[] {x, start, x, middle, to.middleX(), middle, to.middleX(), end};
    }

    /// From the nearer side of a box to an upright line.
    static double side(Area from, double bus) {
        return bus < from.middleX() ? from.x() : from.right();
    }
}
