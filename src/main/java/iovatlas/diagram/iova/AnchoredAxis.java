package iovatlas.diagram.iova;

import iovatlas.address.Iova;
import iovatlas.diagram.iova.IovaAxis.Stretch;

import java.util.ArrayList;
import java.util.List;

/// Makes an axis on which one address stands where it is to stay: what lies below and above it is
/// squeezed and stretched so that the length stays the same. Every stretch stays linear in itself.
final class AnchoredAxis {

    /// The least length of a stretch.
    private static final double LEAST = 2;

    private static final double TINY = 1e-9;

    private final IovaAxis axis;
    private final List<Stretch> stretches;
    private final int held;

    private AnchoredAxis(IovaAxis axis, Iova address) {
        this.axis = axis;
        this.stretches = axis.stretches();
        this.held = stretches.indexOf(axis.stretchOf(address));
    }

    /// The axis with the address in its place; unchanged where that leaves no room for the rest, or
    /// where there is only one stretch, whose ends alone decide.
    static IovaAxis of(IovaAxis axis, MapAnchor anchor) {
        boolean shown = axis.range().contains(anchor.address());
        return !shown || axis.stretches().size() == 1
                ? axis
                : new AnchoredAxis(axis, anchor.address()).at(anchor);
    }

    private IovaAxis at(MapAnchor anchor) {
        Stretch stretch = stretches.get(held);
        double own = stretch.to() - stretch.from();
        double share = (axis.start(anchor.address()) - stretch.from()) / own;
        double wished = anchor.fraction() * axis.length();
        double below = (wished - LEAST * held) / Math.max(share, TINY);
        double rest = axis.length() - wished - LEAST * (stretches.size() - 1 - held);
        double above = rest / Math.max(1 - share, TINY);
        double height = Math.min(own, Math.min(below, above));
        if (held == 0) {
            height = wished / Math.max(share, TINY);
        } else if (held == stretches.size() - 1) {
            height = (axis.length() - wished) / Math.max(1 - share, TINY);
        }
        double from = held == 0 ? 0 : wished - share * height;
        double to = held == stretches.size() - 1 ? axis.length() : from + height;
        boolean fits =
                height >= LEAST
                        && from >= LEAST * held - TINY
                        && axis.length() - to >= LEAST * (stretches.size() - 1 - held) - TINY;
        return fits ? squeezed(from, to) : axis;
    }

    private IovaAxis squeezed(double from, double to) {
        Stretch stretch = stretches.get(held);
        double below = held == 0 ? 0 : from / stretch.from();
        double room = axis.length() - stretch.to();
        double above = room == 0 ? 0 : (axis.length() - to) / room;
        var made = new ArrayList<Stretch>();
        double last = 0;
        for (int i = 0; i < stretches.size(); i++) {
            Stretch one = stretches.get(i);
            double end = to + (one.to() - stretch.to()) * above;
            if (i < held) {
                end = i + 1 == held ? from : one.to() * below;
            } else if (i == held) {
                end = to;
            }
            made.add(new Stretch(one.range(), last, end, one.skipped()));
            last = end;
        }
        return IovaAxis.of(made);
    }
}
