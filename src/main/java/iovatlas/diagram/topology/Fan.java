package iovatlas.diagram.topology;

import iovatlas.diagram.Sheet;
import iovatlas.diagram.Sheet.Stroke;

import java.util.Comparator;
import java.util.List;

/// Draws a bundle of lines between one point and many along one upright bus line, each piece once.
final class Fan {

    private Fan() {}

    /// The many ends of a bundle.
    record End(double x, double y) {}

    /// Draws the bundle; nothing without ends.
    static void draw(Sheet sheet, Stroke stroke, double x, double y, double bus, List<End> ends) {
        if (ends.isEmpty()) {
            return;
        }
        List<End> sorted = ends.stream().sorted(Comparator.comparingDouble(End::y)).toList();
        End top = sorted.getFirst();
        End bottom = sorted.getLast();
        if (top.y() < y && y < bottom.y()) {
            sheet.line(
                    stroke,
                    null,
                    top.x(),
                    top.y(),
                    bus,
                    top.y(),
                    bus,
                    bottom.y(),
                    bottom.x(),
                    bottom.y());
            sheet.line(stroke, null, x, y, bus, y);
            sorted.subList(1, sorted.size() - 1)
                    .forEach(end -> sheet.line(stroke, null, bus, end.y(), end.x(), end.y()));
            return;
        }
        // The single point lies at one end of the bus: the farthest end makes the corner.
        End far = y <= top.y() ? bottom : top;
        if (far.y() == y) {
            sheet.line(stroke, null, x, y, far.x(), y);
        } else {
            sheet.line(stroke, null, x, y, bus, y, bus, far.y(), far.x(), far.y());
        }
        for (End end : sorted) {
            if (!end.equals(far)) {
                sheet.line(stroke, null, bus, end.y(), end.x(), end.y());
            }
        }
    }
}
